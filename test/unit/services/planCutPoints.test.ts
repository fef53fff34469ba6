import assert from "node:assert/strict";
import { CancelledError } from "../../../src/base/errors";
import { Failure } from "../../../src/core/failure";
import { isFinished, type Journal, madeNothing } from "../../../src/core/registration/journal";
import { emptyState } from "../../../src/core/storedState";
import { clientSecretKey } from "../../../src/core/secretKeys";
import type { FakeDirectory } from "../../support/fakes/fakeDirectory";
import type { Gate } from "../../support/fakes/gate";
import { seededRandom } from "../../support/random";
import {
  aPlanWithoutSecret,
  aPlanWithSecret,
  noProgress,
  RegistrationWorld,
} from "../../support/registrationWorld";

/** What can happen to one operation. */
type Fate =
  | "done"
  | "refused"
  | "lostBefore"
  | "lostAfter"
  | "closedBefore"
  | "closedAfter"
  | "cancelled";

const unhappy: readonly Fate[] = [
  "refused",
  "lostBefore",
  "lostAfter",
  "closedBefore",
  "closedAfter",
  "cancelled",
];

const sentWrites = new Set(["create", "addPassword", "removePassword"]);

function lost(operation: string): Failure {
  return sentWrites.has(operation.replace("directory.", ""))
    ? new Failure("graph.outcomeUnknown", "No answer.")
    : new Failure("graph.unavailable", "503");
}

/** A gate that lets fate strike at one operation; after the window closed, nothing works any more. */
function fatefulGate(random: () => number, strikeAt: number, cancel: () => void): Gate {
  let count = 0;
  let closed = false;
  const fates: Readonly<Record<Fate, <T>(operation: string, effect: () => T) => T>> = {
    done: (_operation, effect) => effect(),
    refused: (operation) => {
      throw operation.startsWith("directory.")
        ? new Failure("graph.forbidden", "403", { status: 403 })
        : new Failure("secret.notKept", "The disk is full.");
    },
    lostBefore: (operation) => {
      throw lost(operation);
    },
    lostAfter: (operation, effect) => {
      effect();
      throw lost(operation);
    },
    closedBefore: () => {
      closed = true;
      throw new Error("The window is closed.");
    },
    closedAfter: (_operation, effect) => {
      effect();
      closed = true;
      throw new Error("The window is closed.");
    },
    cancelled: (operation, effect) => {
      cancel();
      if (!operation.startsWith("directory.")) return effect();
      if (random() < 0.5) throw new CancelledError();
      if (random() < 0.5) effect();
      throw sentWrites.has(operation.replace("directory.", ""))
        ? lost(operation)
        : new CancelledError();
    },
  };
  return async (operation, effect) => {
    await Promise.resolve();
    if (closed) throw new Error("The window is closed.");
    count += 1;
    if (count !== strikeAt) return effect();
    const fate = unhappy[Math.floor(random() * unhappy.length)] ?? "done";
    return fates[fate](operation, effect);
  };
}

function habitsOf(random: () => number): FakeDirectory["habits"] {
  return {
    replicationSeconds: Math.floor(random() * 90),
    indexSeconds: Math.floor(random() * 110),
    secretWithCreation: random() < 0.7,
    pageSize: 100,
  };
}

const isLeft = (journal: Journal): boolean => !madeNothing(journal) && !isFinished(journal);

/** Applies a plan through windows that meet a bad fate each, then through one that does not. */
async function live(seed: number): Promise<RegistrationWorld> {
  const random = seededRandom(seed);
  const world = new RegistrationWorld();
  const habits = habitsOf(random);
  const plan = random() < 0.7 ? aPlanWithSecret() : aPlanWithoutSecret();
  for (let windows = 0; windows < 3; windows += 1) {
    const controller = new AbortController();
    const strikeAt = 1 + Math.floor(random() * 16);
    const gate = fatefulGate(random, strikeAt, () => controller.abort());
    const { plans } = world.window(gate, habits);
    const [journal] = plans.stopped;
    try {
      if (journal === undefined) await plans.apply(plan, controller.signal, noProgress);
      else await plans.resume(journal.id, controller.signal, noProgress);
      return world;
    } catch (error) {
      assert.ok(error instanceof Error);
      // Nothing was made, and the person goes away: that is an end, too
      if (!world.disk.state.journals.some(isLeft)) return world;
    }
    // A closed window is silent for so long before another one may take its plan over
    world.clock.advance(30_000 + Math.floor(random() * 5_000));
  }
  const { plans } = world.window(undefined, habits);
  const [journal] = plans.stopped;
  if (journal !== undefined) {
    await plans.resume(journal.id, new AbortController().signal, noProgress);
  }
  return world;
}

/** What must be true whatever happened: no second registration, and no secret whose value nobody has. */
function check(world: RegistrationWorld, seed: number): void {
  const { registrations, secretTexts } = world.tenant;
  assert.ok(registrations.length <= 1, `seed ${seed}: ${registrations.length} registrations`);
  assert.deepEqual(world.window().plans.stopped, [], `seed ${seed}: a journal is left`);
  for (const { appId, clientSecrets } of registrations) {
    for (const { keyId } of clientSecrets) {
      assert.equal(
        world.disk.secrets.get(clientSecretKey(appId, keyId)),
        secretTexts.get(keyId),
        `seed ${seed}: the value of ${keyId} is lost`,
      );
    }
  }
}

describe("a plan cut at any point", () => {
  it("makes no second registration and loses no secret, in 1,000 random lives", async () => {
    for (let seed = 1; seed <= 1_000; seed += 1) {
      const world = await live(seed).catch((error: unknown) => {
        throw new Error(`seed ${seed}: ${String(error)}`, { cause: error });
      });
      check(world, seed);
    }
  }).timeout(60_000);

  it("can be undone after any cut, leaving nothing behind", async () => {
    let undone = 0;
    for (let seed = 1; seed <= 500; seed += 1) {
      const random = seededRandom(seed);
      const world = new RegistrationWorld();
      const habits = habitsOf(random);
      const controller = new AbortController();
      const strikeAt = 1 + Math.floor(random() * 14);
      const gate = fatefulGate(random, strikeAt, () => controller.abort());
      await world
        .window(gate, habits)
        .plans.apply(aPlanWithSecret(), controller.signal, noProgress)
        .catch((error: unknown) => assert.ok(error instanceof Error));
      world.clock.advance(30_000);
      const { plans } = world.window(undefined, habits);
      const [journal] = plans.stopped;
      if (journal === undefined) continue;
      undone += 1;
      await plans.undo(journal.id, new AbortController().signal);
      assert.deepEqual(
        {
          registrations: world.tenant.registrations.map(({ objectId }) => objectId),
          secrets: [...world.disk.secrets.keys()],
          state: world.disk.state,
        },
        {
          registrations: [],
          secrets: [],
          state: JSON.parse(JSON.stringify(emptyState)),
        },
        `seed ${seed}`,
      );
    }
    assert.ok(undone > 100, `only ${undone} plans stopped half-way`);
  }).timeout(60_000);
});
