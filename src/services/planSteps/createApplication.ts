import { CancelledError, errorText } from "../../base/errors";
import { isFailure } from "../../core/failure";
import { journalStep } from "../../core/registration/journal";
import { plannedSecrets } from "../../core/registration/plannedSecrets";
import type { CreatedApplication, Registration } from "../../core/registration/registration";
import { isReplicationDelay, waitSeconds } from "../replication";
import type { StepRun, StepWork } from "../stepRun";
import { certainlyNotDone, findMarked, lookBriefly, lookUntil } from "../unansweredWrites";

type CreateRun = StepRun<"createApplication">;

/**
 * Creates the registration, or adopts what an earlier, unanswered request made. It is created again only
 * when this run began with an unanswered request and the registration is still not to be found. Undoing
 * deletes it, with everything that later steps added to it.
 */
export const createApplication: StepWork<"createApplication"> = {
  carryOut: async (run) => {
    let before = run.entry;
    if (before.made["objectId"] !== undefined) {
      const left = await leftByUndo(run);
      run.found(left);
      if (left !== undefined) return run.done();
      await run.parts.vault.forgetAll(run.subject().appId);
      await run.startOver();
      before = run.entry;
    } else if (before.status === "sent") {
      const found = await look(run, lookUntil(run.parts.clock.now(), before.sentAt));
      if (found !== undefined) return adopt(run, found);
      await run.startOver();
    }
    await run.recordSent();
    let created: CreatedApplication;
    try {
      created = await run.parts.directory.create(run.step.draft, run.call());
    } catch (error) {
      if (certainlyNotDone(error)) {
        await run.record(before);
        throw error;
      }
      if (run.signal.aborted) throw new CancelledError({ cause: error });
      return adopt(run, await lookAfter(run, error));
    }
    await keep(run, created);
  },

  undo: async (run) => {
    const made = await whatWasMade(run);
    for (const { objectId } of made) await remove(run, objectId);
    for (const { appId } of made) await run.parts.vault.forgetAll(appId);
    return { tookBack: made.length > 0, deleted: made.map(({ objectId }) => objectId) };
  },
};

/** The value of a secret is stored before anything else happens, even before the journal is written. */
async function keep(
  run: CreateRun,
  { registration, newSecret }: CreatedApplication,
): Promise<void> {
  run.found(registration);
  const { appId } = registration;
  if (newSecret !== undefined) {
    run.parts.vault.hold(appId, newSecret);
    await run.parts.vault.secure(appId, newSecret.keyId).catch((error: unknown) => {
      // Held in memory; the next step tries again and reports
      run.parts.log.warn(`The secret could not be stored at once: ${errorText(error)}`);
    });
  }
  await recordMade(run, registration, newSecret?.keyId);
}

/** Takes over a registration whose creation was not answered. The value of its secret may be lost. */
async function adopt(run: CreateRun, registration: Registration): Promise<void> {
  run.parts.log.info("Found the registration that an unanswered request had made.");
  run.found(registration);
  const [draft] = run.step.draft.passwordCredentials ?? [];
  const [secret] = draft === undefined ? [] : plannedSecrets(registration, draft);
  await recordMade(run, registration, secret?.keyId);
}

async function recordMade(
  run: CreateRun,
  { objectId, appId }: Registration,
  keyId: string | undefined,
): Promise<void> {
  await run.done({ objectId, appId, ...(keyId === undefined ? {} : { keyId }) });
}

async function look(run: CreateRun, until: number): Promise<Registration | undefined> {
  const { markerTag } = run.journal.plan;
  const found = await findMarked(run.parts, markerTag, run.call(), until);
  if (found.length > 1) run.parts.log.warn(`${found.length} registrations carry the same tag.`);
  return found[0];
}

/** @throws the error of the creation when nothing is found, or nothing could be looked for */
async function lookAfter(run: CreateRun, lost: unknown): Promise<Registration> {
  const found = await look(run, lookBriefly(run.parts.clock.now())).catch((error: unknown) => {
    if (run.signal.aborted) throw error;
    run.parts.log.warn(`It could not be looked for: ${errorText(error)}`);
    return undefined;
  });
  if (found === undefined) throw lost;
  return found;
}

/**
 * The registration, after an undo that was cut; undefined where the undo took it away, with all that was added to
 * it. Where the directory contradicts itself, it is asked for a while, and what may be there is there.
 */
async function leftByUndo(run: CreateRun): Promise<Registration | undefined> {
  const { directory, clock } = run.parts;
  const { objectId } = run.subject();
  const until = lookUntil(clock.now(), run.entry.sentAt);
  for (let tries = 0; ; tries += 1) {
    const present = await unlessNotFound(directory.get(objectId, run.call()));
    const deleted = await directory.getDeleted(objectId, run.call());
    const left = until - clock.now().getTime();
    if ((present === undefined) !== (deleted === undefined) || left <= 0) return present;
    const milliseconds = Math.min(waitSeconds(tries) * 1000, left);
    run.progress(Math.ceil(milliseconds / 1000));
    await clock.delay(milliseconds, run.signal);
  }
}

async function unlessNotFound<T>(work: Promise<T>): Promise<T | undefined> {
  try {
    return await work;
  } catch (error) {
    if (isFailure(error, "graph.notFound")) return undefined;
    throw error;
  }
}

interface Made {
  readonly objectId: string;
  readonly appId: string;
}

async function whatWasMade(run: CreateRun): Promise<readonly Made[]> {
  const { sentAt, made } = run.entry;
  if (made["objectId"] !== undefined) return [run.subject()];
  const until = lookUntil(run.parts.clock.now(), sentAt);
  return await findMarked(run.parts, run.journal.plan.markerTag, run.call(), until);
}

/** 404 means that it is gone, unless it is so new that this copy of the directory may not have it yet. */
async function remove(run: CreateRun, objectId: string): Promise<void> {
  const { directory, clock } = run.parts;
  const confirmed = journalStep(run.journal, "confirmApplication").status === "done";
  const settled = confirmed ? 0 : lookUntil(clock.now(), run.entry.sentAt);
  for (let tries = 0; ; tries += 1) {
    try {
      return await directory.delete(objectId, run.call());
    } catch (error) {
      if (!isReplicationDelay(error)) throw error;
      const left = settled - clock.now().getTime();
      if (left <= 0 && isFailure(error, "graph.notFound")) return;
      if (left <= 0) throw error;
      await clock.delay(Math.min(waitSeconds(tries) * 1000, left), run.signal);
    }
  }
}
