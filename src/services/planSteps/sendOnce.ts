import { CancelledError, errorText, isCancelled } from "../../base/errors";
import { isFailure } from "../../core/failure";
import type { JournalStep } from "../../core/registration/journal";
import { untilReplicated } from "../replication";
import type { StepRun } from "../stepRun";
import { certainlyNotDone } from "../unansweredWrites";

/** What a step of any kind has for this. */
type Sender = Pick<StepRun, "entry" | "record" | "recordSent" | "wait" | "signal" | "parts">;

export interface Write<T> {
  /** What the write is about to make, kept in the journal before it leaves. */
  readonly made?: JournalStep["made"];
  readonly send: () => Promise<T>;
  /** Looks whether it happened, when the answer is lost or says that it is there already. */
  readonly look: () => Promise<T | undefined>;
}

/**
 * Sends a write that the directory may be slow to take. What was not answered is looked for; a refusal leaves
 * the journal as it was before.
 * @throws the error of the write when it did not happen, or nobody knows; CancelledError
 */
export async function sendOnce<T>(step: Sender, { made, send, look }: Write<T>): Promise<T> {
  const before = step.entry;
  try {
    return await untilReplicated(async () => {
      await step.recordSent(made);
      return await send();
    }, step.wait());
  } catch (error) {
    if (isCancelled(error)) {
      await step.record(before);
      throw error;
    }
    if (step.signal.aborted) throw new CancelledError({ cause: error });
    const found = mayHaveHappened(error) ? await lookAfter(step, look) : undefined;
    if (found !== undefined) return found;
    if (certainlyNotDone(error)) await step.record(before);
    throw error;
  }
}

/** A refusal, too, may mean that an earlier request that nobody answered has happened. */
function mayHaveHappened(error: unknown): boolean {
  return (
    !certainlyNotDone(error) ||
    isFailure(error, "graph.badRequest") ||
    isFailure(error, "graph.conflict") ||
    isFailure(error, "graph.notFound")
  );
}

async function lookAfter<T>(
  { parts, signal }: Sender,
  look: () => Promise<T | undefined>,
): Promise<T | undefined> {
  try {
    return await look();
  } catch (error) {
    if (signal.aborted) throw error;
    parts.log.warn(`What came of a request could not be looked for: ${errorText(error)}`);
    return undefined;
  }
}
