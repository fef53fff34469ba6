import assert from "node:assert/strict";
import { before as mochaBefore } from "mocha";
import type { Journal } from "../../../src/core/registration/journal";
import { clientSecretKey } from "../../../src/core/secretKeys";
import { type Cut, cuts, countingGate, cuttingGate } from "../../support/cuts";
import { type PlanSample, planSamples, worldWithRegistration } from "../../support/planSamples";
import { noProgress, type RegistrationWorld } from "../../support/registrationWorld";

const never = new AbortController().signal;

function worldOf({ prepare }: PlanSample): RegistrationWorld {
  const world = worldWithRegistration();
  prepare?.(world);
  return world;
}

/** The tenant without the ids that were given out, and without what nobody can tell apart. */
function snapshot({ tenant, disk }: RegistrationWorld): unknown {
  const entries = (all: Iterable<typeof tenant.entries extends Map<string, infer E> ? E : never>) =>
    [...all].map(({ registration, keyCredentials = [] }) => ({
      displayName: registration.displayName,
      redirectUris: {
        ...registration.redirectUris,
        web: registration.redirectUris.web.toSorted(),
      },
      notes: registration.notes,
      isFallbackPublicClient: registration.isFallbackPublicClient,
      secrets: registration.clientSecrets.map(({ displayName }) => displayName).toSorted(),
      certificates: keyCredentials.map((credential) => credential["displayName"]),
    }));
  return {
    registrations: entries(tenant.entries.values()),
    deleted: entries(tenant.deleted.values()),
    grants: tenant.grants
      .map(({ resourceId, consentFor, principalId, scopes }) =>
        [resourceId, consentFor, principalId, ...scopes.toSorted()].join(" "),
      )
      .toSorted(),
    roles: tenant.roles.map(({ resourceId, appRoleId }) => `${resourceId} ${appRoleId}`).toSorted(),
    owners: [...tenant.owners.values()].map((ids) => ids.toSorted()),
    storedSecrets: disk.state.storedSecrets.length,
    values: disk.secrets.size,
  };
}

/** No secret is there that nobody has the value of, and no value of a secret that is gone. */
function checkSecrets(
  { tenant, disk }: RegistrationWorld,
  { plan }: PlanSample,
  situation: string,
): void {
  // What was made and undone is not to be restored
  const deleted = plan.subject === undefined ? [] : [...tenant.deleted.values()];
  const kept = [...tenant.entries.values(), ...deleted].flatMap(
    ({ registration: { appId, clientSecrets } }) =>
      clientSecrets.map(
        ({ keyId }) => [clientSecretKey(appId, keyId), tenant.secretTexts.get(keyId)] as const,
      ),
  );
  assert.deepEqual(disk.secrets, new Map(kept), situation);
}

interface Life {
  readonly world: RegistrationWorld;
  /** Where the plan stopped; undefined where there is nothing to continue. */
  readonly journal: Journal | undefined;
}

/** Applies the plan in a window that is cut, and opens another one. */
async function live(sample: PlanSample, cut: Cut, at: number): Promise<Life> {
  const world = worldOf(sample);
  const controller = new AbortController();
  const { plans } = world.window(cuttingGate(cut, at, () => controller.abort()));
  await plans.apply(sample.plan, controller.signal, noProgress).catch((error: unknown) => {
    assert.ok(error instanceof Error);
  });
  world.clock.advance(31_000);
  const [journal, ...others] = world.window().plans.stopped;
  assert.deepEqual(others, []);
  return { world, journal };
}

/** Removed secrets and what is gone for good cannot be brought back: the person is told. */
function isLost({ plan, steps }: Journal): boolean {
  return plan.steps.some(
    ({ kind }, index) =>
      (kind === "removeSecret" || kind === "deletePermanently") &&
      steps[index]?.status !== "pending",
  );
}

for (const sample of planSamples) {
  describe(`a plan to ${sample.name}`, () => {
    const before = snapshot(worldOf(sample));
    let after: unknown;
    let operations: readonly string[];

    mochaBefore(async () => {
      const world = worldOf(sample);
      const counting = countingGate();
      const applied = await world.window(counting.gate).plans.apply(sample.plan, never, noProgress);
      assert.equal(applied.restsUntil, undefined);
      after = snapshot(world);
      operations = counting.operations;
      checkSecrets(world, sample, "uneventful");
      assert.deepEqual(world.disk.state.journals, []);
      assert.notDeepEqual(after, before);
    });

    for (const cut of cuts) {
      it(`is finished after it was ${cut} anywhere`, async () => {
        for (let at = 1; at <= operations.length; at += 1) {
          const situation = `${cut} at ${at}: ${operations[at - 1]}`;
          const { world, journal } = await live(sample, cut, at);
          if (journal === undefined) {
            const now = JSON.stringify(snapshot(world));
            assert.ok(
              [before, after].some((state) => JSON.stringify(state) === now),
              `${situation}: ${now}`,
            );
            continue;
          }
          const { plans } = world.window();
          await plans.resume(journal.id, never, noProgress).catch((error: unknown) => {
            throw new Error(`${situation}: ${String(error)}`, { cause: error });
          });
          assert.deepEqual(snapshot(world), after, situation);
          checkSecrets(world, sample, situation);
          assert.deepEqual(world.disk.state.journals, [], situation);
        }
      });

      it(`is undone after it was ${cut} anywhere`, async () => {
        for (let at = 1; at <= operations.length; at += 1) {
          const situation = `${cut} at ${at}: ${operations[at - 1]}`;
          const { world, journal } = await live(sample, cut, at);
          if (journal === undefined) continue;
          const { left } = await world.window().plans.undo(journal.id, never);
          if (isLost(journal) && JSON.stringify(snapshot(world)) !== JSON.stringify(before)) {
            assert.ok(left.length > 0, situation);
          } else
            assert.deepEqual(snapshot(world), withoutDeleted(sample, before, world), situation);
          checkSecrets(world, sample, situation);
          assert.deepEqual(world.disk.state.journals, [], situation);
        }
      });
    }
  });
}

/** Cuts an undo, and gives the window after it with what is left of the plan. */
async function* cutUndos(sample: PlanSample): AsyncGenerator<Life & { situation: string }> {
  for (const cut of ["refused", "lostAfter", "closedAfter"] as const) {
    for (let at = 1; at <= mostUndoOperations; at += 1) {
      const life = await halfDone(sample);
      if (life === undefined || isLost(life.journal)) continue;
      const { world } = life;
      const { plans } = world.window(cuttingGate(cut, at, () => undefined));
      await plans.undo(life.journal.id, never).catch((error: unknown) => {
        assert.ok(error instanceof Error);
      });
      world.clock.advance(31_000);
      const [journal] = world.window().plans.stopped;
      yield { world, journal, situation: `${cut} at ${at}` };
    }
  }
}

describe("an undo that is cut", () => {
  for (const sample of planSamples) {
    it(`can be begun again: ${sample.name}`, async () => {
      const before = snapshot(worldOf(sample));
      for await (const { world, journal, situation } of cutUndos(sample)) {
        const { plans } = world.window();
        if (journal !== undefined) await plans.undo(journal.id, never);
        assert.deepEqual(snapshot(world), withoutDeleted(sample, before, world), situation);
        checkSecrets(world, sample, situation);
        assert.deepEqual(plans.stopped, [], situation);
      }
    });

    it(`can be thought better of: ${sample.name}`, async () => {
      const whole = worldOf(sample);
      await whole.window().plans.apply(sample.plan, never, noProgress);
      const after = snapshot(whole);
      for await (const { world, journal, situation } of cutUndos(sample)) {
        if (journal === undefined) continue;
        await world.window().plans.resume(journal.id, never, noProgress);
        assert.deepEqual(
          { ...(snapshot(world) as object), deleted: [] },
          { ...(after as object), deleted: [] },
          situation,
        );
        checkSecrets(world, sample, situation);
      }
    });
  }
});

const mostUndoOperations = 12;

/** The plan with everything done but for the journal's last entry, so that all of it can be undone. */
async function halfDone(
  sample: PlanSample,
): Promise<{ readonly world: RegistrationWorld; readonly journal: Journal } | undefined> {
  const counting = countingGate();
  await worldOf(sample).window(counting.gate).plans.apply(sample.plan, never, noProgress);
  const lastWrite = counting.operations.lastIndexOf("state.update") - 1;
  const { world, journal } = await live(sample, "refused", lastWrite);
  return journal && { world, journal };
}

/** A registration that was made and undone is among the deleted. */
function withoutDeleted({ plan }: PlanSample, before: unknown, world: RegistrationWorld): unknown {
  if (plan.subject !== undefined) return before;
  const { deleted } = snapshot(world) as { readonly deleted: unknown };
  return { ...(before as object), deleted };
}
