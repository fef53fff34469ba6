import { isFailure } from "../core/failure";
import type { GraphCall } from "../core/ports";
import { type Journal, journalStep } from "../core/registration/journal";
import type { PlanRunParts } from "./planRun";
import { isReplicationDelay, waitSeconds } from "./replication";
import { findMarked, lookUntil } from "./unansweredWrites";

interface Made {
  readonly objectId: string;
  readonly appId: string;
}

/**
 * Deletes what a plan has made, forgets its stored secrets and, last, the journal: an undo that stops can be
 * begun again. Deleted registrations can be restored for 30 days.
 * @returns object ids of what was deleted
 * @throws Failure `graph.*`, `signIn.*`, `secret.unreadable`; CancelledError
 */
export async function undoPlan(
  parts: PlanRunParts,
  journal: Journal,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const call: GraphCall = { interaction: "prompt", signal };
  const made = await whatWasMade(parts, journal, call);
  for (const { objectId } of made) await deleteApplication(parts, journal, objectId, call);
  for (const { appId } of made) await parts.vault.forgetAll(appId);
  await parts.journals.drop(journal.id);
  return made.map(({ objectId }) => objectId);
}

async function whatWasMade(
  parts: PlanRunParts,
  journal: Journal,
  call: GraphCall,
): Promise<readonly Made[]> {
  const { status, sentAt, made } = journalStep(journal, "createApplication");
  if (status === "pending") return [];
  if (status === "sent") {
    const until = lookUntil(parts.clock.now(), sentAt);
    return await findMarked(parts, journal.plan.markerTag, call, until);
  }
  const { objectId, appId } = made;
  return objectId === undefined || appId === undefined ? [] : [{ objectId, appId }];
}

/** 404 means that it is gone, unless it is so new that this copy of the directory may not have it yet. */
async function deleteApplication(
  { directory, clock }: PlanRunParts,
  journal: Journal,
  objectId: string,
  call: GraphCall,
): Promise<void> {
  const { sentAt } = journalStep(journal, "createApplication");
  const confirmed = journalStep(journal, "confirmApplication").status === "done";
  const settled = confirmed ? 0 : lookUntil(clock.now(), sentAt);
  for (let tries = 0; ; tries += 1) {
    try {
      return await directory.delete(objectId, call);
    } catch (error) {
      if (!isReplicationDelay(error)) throw error;
      const left = settled - clock.now().getTime();
      if (left <= 0 && isFailure(error, "graph.notFound")) return;
      if (left <= 0) throw error;
      await clock.delay(Math.min(waitSeconds(tries) * 1000, left), call.signal);
    }
  }
}
