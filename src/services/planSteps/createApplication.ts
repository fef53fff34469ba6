import { CancelledError } from "../../base/errors";
import type { PlanStep } from "../../core/registration/plan";
import { plannedSecrets } from "../../core/registration/plannedSecrets";
import type { CreatedApplication, Registration } from "../../core/registration/registration";
import type { PlanRun } from "../planRun";
import { certainlyNotDone, findMarked, lookBriefly, lookUntil } from "../unansweredWrites";

type CreateStep = Extract<PlanStep, { kind: "createApplication" }>;

/**
 * Creates the registration, or adopts what an earlier, unanswered request made. It is created again only
 * when this run began with an unanswered request and the registration is still not to be found.
 */
export async function createApplication(run: PlanRun, step: CreateStep): Promise<void> {
  const before = run.step("createApplication");
  if (before.status === "sent") {
    const found = await look(run, lookUntil(run.parts.clock.now(), before.sentAt));
    if (found !== undefined) return adopt(run, step, found);
  }
  await run.recordSent("createApplication");
  let created: CreatedApplication;
  try {
    created = await run.parts.directory.create(step.draft, run.call("createApplication"));
  } catch (error) {
    if (certainlyNotDone(error)) {
      await run.record(before);
      throw error;
    }
    if (run.signal.aborted) throw new CancelledError({ cause: error });
    const found = await lookAfter(run, error);
    return adopt(run, step, found);
  }
  await keep(run, created);
}

/** The value of a secret is stored before anything else happens, even before the journal is written. */
async function keep(run: PlanRun, { registration, newSecret }: CreatedApplication): Promise<void> {
  run.registration = registration;
  const { appId } = registration;
  if (newSecret !== undefined) {
    run.parts.vault.hold(appId, newSecret);
    await run.parts.vault.secure(appId, newSecret.keyId).catch((error: unknown) => {
      // Held in memory; the next step tries again and reports
      run.parts.log.warn(`The secret could not be stored at once: ${String(error)}`);
    });
  }
  await recordMade(run, registration, newSecret?.keyId);
}

/** Takes over a registration whose creation was not answered. The value of its secret may be lost. */
async function adopt(run: PlanRun, step: CreateStep, registration: Registration): Promise<void> {
  run.parts.log.info("Found the registration that an unanswered request had made.");
  run.registration = registration;
  const [draft] = step.draft.passwordCredentials ?? [];
  const [secret] = draft === undefined ? [] : plannedSecrets(registration, draft);
  await recordMade(run, registration, secret?.keyId);
}

async function recordMade(
  run: PlanRun,
  { objectId, appId }: Registration,
  keyId: string | undefined,
): Promise<void> {
  await run.record({
    ...run.step("createApplication"),
    status: "done",
    made: { objectId, appId, ...(keyId === undefined ? {} : { keyId }) },
  });
}

async function look(run: PlanRun, until: number): Promise<Registration | undefined> {
  const call = run.call("createApplication");
  const found = await findMarked(run.parts, run.journal.plan.markerTag, call, until);
  if (found.length > 1) run.parts.log.warn(`${found.length} registrations carry the same tag.`);
  return found[0];
}

/** @throws the error of the creation when nothing is found, or nothing could be looked for */
async function lookAfter(run: PlanRun, lost: unknown): Promise<Registration> {
  const found = await look(run, lookBriefly(run.parts.clock.now())).catch((error: unknown) => {
    if (run.signal.aborted) throw error;
    run.parts.log.warn(`It could not be looked for: ${String(error)}`);
    return undefined;
  });
  if (found === undefined) throw lost;
  return found;
}
