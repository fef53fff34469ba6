import { CodedError, isCodedError } from "../../base/errors";
import type { Journal } from "./journal";

/** A plan stopped after something was made, or may have been. The journal says what; the cause says why. */
export class PlanStopped extends CodedError<"plan.stopped"> {
  constructor(
    readonly journal: Journal,
    cause: unknown,
  ) {
    super("plan.stopped", `The plan "${journal.plan.title}" stopped half-way.`, {}, { cause });
  }
}

/** Recognises a {@link PlanStopped} by its brand. */
export function isPlanStopped(error: unknown): error is PlanStopped {
  return isCodedError(error, "plan.stopped") && "journal" in error;
}
