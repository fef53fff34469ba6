import assert from "node:assert/strict";
import { Failure } from "../../../src/core/failure";
import { emptyState } from "../../../src/core/storedState";
import type { Gate } from "../../support/fakes/gate";
import {
  aPlanWithSecret,
  type FakeWindow,
  made,
  noProgress,
  RegistrationWorld,
} from "../../support/registrationWorld";

const never = new AbortController().signal;

/** A plan that stopped because the directory never came to know the registration. */
async function stopped(): Promise<{ world: RegistrationWorld; window: FakeWindow; id: string }> {
  const world = new RegistrationWorld();
  const window = world.window(undefined, { replicationSeconds: 1_000 });
  await assert.rejects(window.plans.apply(aPlanWithSecret(), never, noProgress));
  const [journal] = window.plans.stopped;
  assert.ok(journal);
  window.directory.habits = { ...window.directory.habits, replicationSeconds: 0 };
  return { world, window, id: journal.id };
}

const refused = new Failure("graph.forbidden", "403", { status: 403 });
const lost = new Failure("graph.outcomeUnknown", "No answer.");
/** The delete of an undo fails, before it happens or after. */
const cutDelete =
  (failure: Failure, happens: boolean): Gate =>
  async (operation, effect) => {
    await Promise.resolve();
    if (operation !== "directory.delete") return effect();
    if (happens) effect();
    throw failure;
  };

describe("undoing a plan", () => {
  it("deletes the registration, its stored secret and the journal", async () => {
    const { world, window, id } = await stopped();
    assert.equal((await window.plans.undo(id, never)).tookBack, true);
    assert.deepEqual(
      [world.tenant.registrations, [...world.disk.secrets], world.disk.state],
      [[], [], JSON.parse(JSON.stringify(emptyState))],
    );
  });

  it("hides the deleted registration while the list still shows it", async () => {
    const { window, id } = await stopped();
    await window.service.load("silent", never);
    assert.equal(window.service.list.items.length, 1);
    const [stale] = window.service.list.items;
    await window.plans.undo(id, never);
    assert.deepEqual(window.service.list.items, []);
    window.directory.listPage = () =>
      Promise.resolve({ items: stale ? [stale] : [], total: 1, next: undefined });
    await window.service.load("silent", never);
    assert.deepEqual(window.service.list.items, []);
  });

  it("takes a registration that is already gone for undone", async () => {
    const { world, window, id } = await stopped();
    world.tenant.entries.clear();
    await window.plans.undo(id, never);
    assert.deepEqual(window.plans.stopped, []);
  });

  it("can be begun again when it stops", async () => {
    const { world, id } = await stopped();
    const failures = [new Failure("graph.forbidden", "403", { status: 403 })];
    const gate: Gate = async (operation, effect) => {
      await Promise.resolve();
      const failure = operation === "directory.delete" ? failures.shift() : undefined;
      if (failure) throw failure;
      return effect();
    };
    const { plans } = world.window(gate);
    await assert.rejects(plans.undo(id, never), { code: "graph.forbidden" });
    assert.equal(plans.stopped.length, 1);
    await plans.undo(id, never);
    assert.deepEqual(plans.stopped, []);
  });

  it("can be thought better of while the index does not know the registration", async () => {
    const { world, id } = await stopped();
    world.clock.advance(3_600_000);
    const { plans } = world.window(cutDelete(refused, false), { indexSeconds: 86_400 });
    await assert.rejects(plans.undo(id, never), { code: "graph.forbidden" });
    const values = new Map(world.disk.secrets);
    const { registration } = await made(plans.resume(id, never, noProgress));
    assert.deepEqual(
      world.tenant.registrations.map(({ objectId }) => objectId),
      [registration.objectId],
    );
    assert.equal(values.size, 1);
    assert.deepEqual(world.disk.secrets, values);
    assert.deepEqual(plans.stopped, []);
  });

  it("that did delete it leaves a plan that begins anew, without the old secret", async () => {
    const { world, id } = await stopped();
    const { plans } = world.window(cutDelete(lost, true));
    const [old] = world.tenant.registrations;
    await assert.rejects(plans.undo(id, never), { code: "graph.outcomeUnknown" });
    const { registration } = await made(plans.resume(id, never, noProgress));
    assert.notEqual(registration.objectId, old?.objectId);
    assert.deepEqual([world.tenant.registrations.length, world.disk.secrets.size], [1, 1]);
  });

  it("that did delete it leaves nothing when it then cannot be made anew", async () => {
    const { world, id } = await stopped();
    const cut = cutDelete(lost, true);
    const { plans } = world.window(async (operation, effect) => {
      if (operation === "directory.create") throw refused;
      return await cut(operation, effect);
    });
    await assert.rejects(plans.undo(id, never));
    await assert.rejects(plans.resume(id, never, noProgress), { code: "graph.forbidden" });
    assert.deepEqual([plans.stopped, world.disk.secrets.size], [[], 0]);
  });

  it("asks again where an older copy still answers that it is there", async () => {
    const { world, id } = await stopped();
    const [old] = world.tenant.registrations;
    assert.ok(old);
    const cut = cutDelete(lost, true);
    let lagging = 2;
    const { plans } = world.window(async (operation, effect) => {
      if (operation === "directory.get" && lagging > 0) {
        lagging -= 1;
        return old as ReturnType<typeof effect>;
      }
      return await cut(operation, effect);
    });
    await assert.rejects(plans.undo(id, never));
    const { registration } = await made(plans.resume(id, never, noProgress));
    assert.notEqual(registration.objectId, old.objectId);
  });

  it("says that a plan which is no longer there was finished or undone elsewhere", async () => {
    const { window, id } = await stopped();
    await window.plans.undo(id, never);
    await assert.rejects(window.plans.undo(id, never), {
      code: "input.invalid",
      facts: { input: "journal", problem: "missing" },
    });
  });
});
