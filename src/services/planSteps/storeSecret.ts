import { CancelledError } from "../../base/errors";
import type { PlanStep } from "../../core/registration/plan";
import { plannedSecrets } from "../../core/registration/plannedSecrets";
import type { NewClientSecret, Registration } from "../../core/registration/registration";
import type { PlanRun } from "../planRun";
import { untilReplicated, waitSeconds } from "../replication";
import { certainlyNotDone, lookForSecretUntil } from "../unansweredWrites";

type StoreStep = Extract<PlanStep, { kind: "storeSecret" }>;

/**
 * Gets the value of the client secret into SecretStorage. Where the value is lost, the secret is of no use to
 * anybody: it is removed, and a new one made.
 */
export async function storeSecret(run: PlanRun, step: StoreStep): Promise<void> {
  const { objectId = "", appId = "", keyId: createdKeyId } = run.step("createApplication").made;
  const keyId = run.step("storeSecret").made["keyId"] ?? createdKeyId;
  if (keyId !== undefined) {
    if (run.secretKeptElsewhere) return done(run, keyId);
    if (await run.parts.vault.secure(appId, keyId)) return done(run, keyId);
  }
  for (const leftover of await leftovers(run, objectId, step)) {
    if (await run.parts.vault.secure(appId, leftover)) return done(run, leftover);
    await untilReplicated(
      () => run.parts.directory.removePassword(objectId, leftover, run.call("storeSecret")),
      run.wait("storeSecret"),
    );
  }
  const secret = await addSecret(run, objectId, step);
  run.parts.vault.hold(appId, secret);
  await run.parts.vault.secure(appId, secret.keyId).catch(async (error: unknown) => {
    await run.record({ kind: "storeSecret", status: "pending", made: { keyId: secret.keyId } });
    throw error;
  });
  return done(run, secret.keyId);
}

async function done(run: PlanRun, keyId: string): Promise<void> {
  await run.record({ ...run.step("storeSecret"), status: "done", made: { keyId } });
}

/** Secrets that this plan made and nobody has the value of. After an unanswered request it is looked for longer. */
async function leftovers(
  run: PlanRun,
  objectId: string,
  { secret }: StoreStep,
): Promise<readonly string[]> {
  const { clock } = run.parts;
  const { status, sentAt } = run.step("storeSecret");
  const until = status === "sent" ? lookForSecretUntil(clock.now(), sentAt) : 0;
  for (let tries = 0; ; tries += 1) {
    const registration = await read(run, objectId);
    const found = plannedSecrets(registration, secret).map(({ keyId }) => keyId);
    const left = until - clock.now().getTime();
    if (found.length > 0 || left <= 0) return found;
    const milliseconds = Math.min(waitSeconds(tries) * 1000, left);
    run.progress("storeSecret", Math.ceil(milliseconds / 1000));
    await clock.delay(milliseconds, run.signal);
  }
}

function read(run: PlanRun, objectId: string): Promise<Registration> {
  return untilReplicated(
    () => run.parts.directory.get(objectId, run.call("storeSecret")),
    run.wait("storeSecret"),
  );
}

async function addSecret(
  run: PlanRun,
  objectId: string,
  { secret }: StoreStep,
): Promise<NewClientSecret> {
  const before = run.step("storeSecret");
  try {
    return await untilReplicated(async () => {
      await run.recordSent("storeSecret");
      return await run.parts.directory.addPassword(objectId, secret, run.call("storeSecret"));
    }, run.wait("storeSecret"));
  } catch (error) {
    if (certainlyNotDone(error)) await run.record(before);
    else if (run.signal.aborted) throw new CancelledError({ cause: error });
    throw error;
  }
}
