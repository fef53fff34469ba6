import assert from "node:assert/strict";
import { setImmediate } from "node:timers/promises";
import type { Journal } from "../../../src/core/registration/journal";
import { Emitter } from "../../../src/base/event";
import { ownerSilenceMilliseconds } from "../../../src/services/journalStore";
import type { Gate } from "../../support/fakes/gate";
import { planSamples, worldWithRegistration } from "../../support/planSamples";
import {
  type FakeWindow,
  noProgress,
  type RegistrationWorld,
} from "../../support/registrationWorld";

const never = new AbortController().signal;

const isUnderWay = ({ steps }: Journal): boolean => steps[0]?.status === "done";

interface Held {
  readonly world: RegistrationWorld;
  /** The window in which the plan runs. */
  readonly window: FakeWindow;
  readonly running: Promise<unknown>;
  readonly goOn: () => void;
  readonly id: string;
}

/** A plan that is being carried out, held at its second step. */
async function held(): Promise<Held> {
  const plan = planSamples.find(({ name }) => name === "rotate a secret")?.plan;
  assert.ok(plan);
  const world = worldWithRegistration();
  const pause = new Emitter<void>();
  const waiting = new Promise<void>((resolve) => pause.event(resolve));
  const gate: Gate = async (operation, effect) => {
    await (operation === "consent.servicePrincipal" ? waiting : Promise.resolve());
    return effect();
  };
  const window = world.window(gate);
  const running = window.plans.apply(plan, never, noProgress);
  // What carries plans out is loaded with the first of them
  while (!world.disk.state.journals.some(isUnderWay)) await setImmediate();
  const [journal] = world.disk.state.journals;
  assert.ok(journal);
  return { world, window, running, goOn: () => pause.fire(), id: journal.id };
}

describe("a plan that another window carries out", () => {
  it("is offered in neither window, and neither continued nor undone", async () => {
    const { world, window, running, goOn, id } = await held();
    const other = world.window();
    assert.deepEqual([window.plans.stopped, other.plans.stopped], [[], []]);
    const refusal = {
      code: "input.invalid",
      facts: { input: "journal", problem: "runningElsewhere" },
    };
    await assert.rejects(other.plans.resume(id, never, noProgress), refusal);
    await assert.rejects(other.plans.undo(id, never), refusal);
    await assert.rejects(window.plans.undo(id, never), {
      facts: { problem: "running", input: "journal" },
    });
    goOn();
    await running;
    assert.deepEqual(world.disk.state.journals, []);
  });

  it("stays its own as long as it is heard of", async () => {
    const { world, window, running, goOn } = await held();
    const other = world.window();
    for (let beats = 0; beats < 20; beats += 1) {
      world.clock.advance(5_000);
      window.pulse.tick();
      await setImmediate();
    }
    assert.deepEqual(other.plans.stopped, []);
    goOn();
    await running;
  });

  it("counts as stopped when that window has fallen silent, and the views are told", async () => {
    const { world, running, goOn, id } = await held();
    const other = world.window();
    let changes = 0;
    other.plans.onDidChange(() => (changes += 1));
    assert.equal(other.plans.stopped.length, 0);
    world.clock.advance(ownerSilenceMilliseconds);
    other.pulse.tick();
    await setImmediate();
    assert.equal(changes, 1);
    assert.deepEqual(
      other.plans.stopped.map((journal) => journal.id),
      [id],
    );
    goOn();
    await running;
  });

  it("belongs to nobody once it has stopped", async () => {
    const { world, window, goOn, running } = await held();
    window.proof.verdicts.push({ kind: "open", aadsts: undefined, text: "" });
    goOn();
    await assert.rejects(running, { code: "plan.stopped" });
    assert.equal(world.disk.state.journals[0]?.owner, undefined);
    const other = world.window();
    const [journal] = other.plans.stopped;
    assert.ok(journal);
    await other.plans.resume(journal.id, never, noProgress);
    assert.deepEqual(world.disk.state.journals, []);
  });

  it("is not held by a window whose clock was ahead", async () => {
    const { world, running, goOn, id } = await held();
    world.clock.advance(-3_600_000);
    assert.deepEqual(
      world.window().plans.stopped.map((journal) => journal.id),
      [id],
    );
    goOn();
    await running;
  });
});
