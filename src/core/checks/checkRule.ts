import type { Message } from "../../base/message";
import { isFailure } from "../failure";
import type { Finding, FindingAction } from "../diagnosis/finding";
import type { Plan } from "../registration/plan";
import type { Check, CheckEvidence } from "./check";

/** Looks at one thing; a rule may find it in several places. */
export type CheckRule = (evidence: CheckEvidence) => readonly Check[];

interface Found {
  /** Name of the rule, and what it is about where there can be several. */
  readonly id: string;
  readonly severity: Finding["severity"];
  readonly title: Message;
  readonly explanation: Message;
  readonly actions?: readonly FindingAction[];
  /** Makes the plan that mends it. What a planner refuses has no fix of one step. */
  readonly fix?: () => Plan | undefined;
}

/** A finding of a check, with its plan where one can be made. */
export function check({ fix, actions = [], ...finding }: Found): Check {
  return { finding: { ...finding, evidence: [], actions }, fix: planned(fix) };
}

function planned(fix: (() => Plan | undefined) | undefined): Plan | undefined {
  try {
    const plan = fix?.();
    return plan === undefined || plan.steps.length === 0 ? undefined : plan;
  } catch (error) {
    if (isFailure(error, "input.invalid")) return undefined;
    throw error;
  }
}
