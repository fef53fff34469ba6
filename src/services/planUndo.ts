import { throwIfAborted } from "../base/async";
import { type Message, message } from "../base/message";
import { isFailure } from "../core/failure";
import { isUntouched, journalEntry, storeBefore, subjectOf } from "../core/registration/journal";
import type { PlanRun } from "./planRun";
import { undoStep } from "./planRunner";

/** What became of a plan that was undone. */
export interface UndoneSteps {
  /** Something was taken back. */
  readonly tookBack: boolean;
  /** What stays, and why. */
  readonly left: readonly Message[];
  /** Object ids of registrations that were deleted. */
  readonly deleted: readonly string[];
}

/**
 * Walks the steps of a plan backwards and takes back what they made. An undo that stops can be begun again, and
 * the plan can be continued as well: the journal is true at any moment.
 * @throws Failure `graph.*`, `signIn.*`, `secret.unreadable`; CancelledError
 */
export async function undoSteps(run: PlanRun): Promise<UndoneSteps> {
  try {
    return await walkBack(run);
  } catch (error) {
    if (isFailure(error, "graph.notFound") && (await isGone(run))) {
      const { title } = run.journal.plan;
      return {
        tookBack: false,
        left: [message("{0} does not exist any more.", title)],
        deleted: [],
      };
    }
    throw error;
  }
}

async function walkBack(run: PlanRun): Promise<UndoneSteps> {
  const left: Message[] = [];
  const deleted: string[] = [];
  let tookBack = false;
  let firstKept = Number.POSITIVE_INFINITY;
  for (const [index, step] of [...run.journal.plan.steps.entries()].reverse()) {
    const { kind } = step;
    // With the registration everything goes that was added to it
    const goesWithAnother = run.journal.plan.subject === undefined && kind !== "createApplication";
    const entry = journalEntry(run.journal, index);
    if (goesWithAnother || isUntouched(entry) || index >= firstKept) continue;
    throwIfAborted(run.signal);
    run.progress(index);
    // Cut from here on, the plan can be continued as well: whether the step is done is looked at again then
    await run.record(index, { ...entry, status: "sent" });
    const undone = await undoStep(run, index, step);
    if (undone.left !== undefined) left.push(undone.left);
    deleted.push(...(undone.deleted ?? []));
    const successor =
      kind === "removeSecret" && !undone.tookBack && storeBefore(run.journal, index);
    if (successor) {
      // Without the old secret nothing is left but the new one
      firstKept = successor.index;
      left.push(message("The new client secret {0} stays.", successor.secret.displayName));
    }
    if (undone.tookBack) tookBack = true;
    if (kind === "createApplication") continue;
    const { keep = {} } = undone;
    await run.record(index, undone.tookBack ? { kind, status: "pending", made: keep } : entry);
  }
  return { tookBack, left, deleted };
}

/** Whether the registration of the plan is neither there nor among the deleted. */
async function isGone({ journal, parts, signal }: PlanRun): Promise<boolean> {
  const subject = subjectOf(journal);
  if (subject === undefined) return false;
  const call = { interaction: "prompt", signal } as const;
  try {
    await parts.directory.get(subject.objectId, call);
    return false;
  } catch (error) {
    if (!isFailure(error, "graph.notFound")) return false;
  }
  return (await parts.directory.getDeleted(subject.objectId, call)) === undefined;
}
