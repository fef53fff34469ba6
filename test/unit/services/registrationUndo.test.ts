import assert from "node:assert/strict";
import { Failure } from "../../../src/core/failure";
import { emptyState } from "../../../src/core/storedState";
import type { Gate } from "../../support/fakes/gate";
import {
  aPlanWithSecret,
  type FakeWindow,
  noProgress,
  RegistrationWorld,
} from "../../support/registrationWorld";

const never = new AbortController().signal;

/** A plan that stopped because the directory never came to know the registration. */
async function stopped(): Promise<{ world: RegistrationWorld; window: FakeWindow; id: string }> {
  const world = new RegistrationWorld();
  const window = world.window(undefined, { replicationSeconds: 1_000 });
  await assert.rejects(window.service.apply(aPlanWithSecret(), never, noProgress));
  const [journal] = window.service.journals;
  assert.ok(journal);
  window.directory.habits = { ...window.directory.habits, replicationSeconds: 0 };
  return { world, window, id: journal.id };
}

describe("undoing a plan", () => {
  it("deletes the registration, its stored secret and the journal", async () => {
    const { world, window, id } = await stopped();
    assert.equal((await window.service.undo(id, never)).tookBack, true);
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
    await window.service.undo(id, never);
    assert.deepEqual(window.service.list.items, []);
    window.directory.listPage = () =>
      Promise.resolve({ items: stale ? [stale] : [], total: 1, next: undefined });
    await window.service.load("silent", never);
    assert.deepEqual(window.service.list.items, []);
  });

  it("takes a registration that is already gone for undone", async () => {
    const { world, window, id } = await stopped();
    world.tenant.entries.clear();
    await window.service.undo(id, never);
    assert.deepEqual(window.service.journals, []);
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
    const { service } = world.window(gate);
    await assert.rejects(service.undo(id, never), { code: "graph.forbidden" });
    assert.equal(service.journals.length, 1);
    await service.undo(id, never);
    assert.deepEqual(service.journals, []);
  });

  it("says that a plan which is no longer there was finished or undone elsewhere", async () => {
    const { window, id } = await stopped();
    await window.service.undo(id, never);
    await assert.rejects(window.service.undo(id, never), {
      code: "input.invalid",
      facts: { input: "journal", problem: "missing" },
    });
  });
});
