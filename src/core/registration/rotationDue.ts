import type { Journal } from "./journal";
import type { PlanStep } from "./plan";

export interface RestingRemoval {
  readonly journal: Journal;
  readonly step: Extract<PlanStep, { kind: "removeSecret" }>;
  /** The time the person chose has come. */
  readonly due: boolean;
}

/** The plans that wait for nothing but the removal of an old secret. */
export function restingRemovals(
  journals: readonly Journal[],
  now: Date,
): readonly RestingRemoval[] {
  return journals.flatMap((journal) => {
    const index = journal.steps.findIndex(({ status }) => status !== "done");
    const step = journal.plan.steps[index];
    if (step?.kind !== "removeSecret" || step.notBefore === undefined) return [];
    return [{ journal, step, due: Date.parse(step.notBefore) <= now.getTime() }];
  });
}
