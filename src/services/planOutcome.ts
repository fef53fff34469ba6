import { errorText } from "../base/errors";
import { journalEntry, subjectOf, whereabouts } from "../core/registration/journal";
import type { Registration } from "../core/registration/registration";
import type { PlanRun } from "./planRun";
import { untilReplicated, waitSeconds } from "./replication";

/** Reads of what has just been written may be answered from an older copy; the list is repaired by the next load. */
const mostReads = 3;

/**
 * The registration as it is after its plan; undefined where it is deleted. That it cannot be read does not turn
 * a finished plan into a failure.
 */
export async function readAfterwards(run: PlanRun): Promise<Registration | undefined> {
  if (whereabouts(run.journal) !== "exists") return undefined;
  if (run.registration !== undefined) return run.registration;
  const subject = subjectOf(run.journal);
  if (subject === undefined) return undefined;
  try {
    return await readSettled(run, subject.objectId);
  } catch (error) {
    run.parts.log.warn(`The registration could not be read after its plan: ${errorText(error)}`);
    return undefined;
  }
}

async function readSettled(run: PlanRun, objectId: string): Promise<Registration> {
  const { directory, clock } = run.parts;
  const { signal } = run;
  const call = { interaction: "prompt", signal } as const;
  const wait = { clock, signal, onWait: () => undefined, limitSeconds: 20 };
  for (let tries = 1; ; tries += 1) {
    const registration = await untilReplicated(() => directory.get(objectId, call), wait);
    if (tries === mostReads || showsSecrets(run, registration)) return registration;
    await clock.delay(waitSeconds(tries - 1) * 1000, signal);
  }
}

/** Whether the secrets are there that the plan made, and those gone that it removed. */
function showsSecrets({ journal }: PlanRun, { clientSecrets }: Registration): boolean {
  const present = new Set(clientSecrets.map(({ keyId }) => keyId));
  return journal.plan.steps.every((step, index) => {
    const { status, made } = journalEntry(journal, index);
    if (status !== "done") return true;
    if (step.kind === "storeSecret") return present.has(made["keyId"] ?? "");
    return step.kind !== "removeSecret" || !present.has(step.keyId);
  });
}
