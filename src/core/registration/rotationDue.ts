import type { Iso8601 } from "../time";
import type { Journal } from "./journal";
import type { PlanStep } from "./plan";

export interface RestingRemoval {
  readonly journal: Journal;
  readonly step: Extract<PlanStep, { kind: "removeSecret" }>;
  /** When the time is over that the person chose. */
  readonly from: Iso8601;
  /** It is. */
  readonly due: boolean;
}

/**
 * When the removal at a position may happen: its grace counts from when the step before it was done, so from the
 * proof, or from the storing where nothing proves. A plan that stopped for days before that would leave nobody the
 * time to enter the new secret.
 * @returns undefined for a removal without a grace, and for any other step
 */
export function removalTime(
  { plan, steps, startedAt }: Journal,
  index: number,
): Iso8601 | undefined {
  const step = plan.steps[index];
  if (step?.kind !== "removeSecret" || step.graceMilliseconds === undefined) return undefined;
  const since = steps[index - 1]?.doneAt ?? startedAt;
  return new Date(Date.parse(since) + step.graceMilliseconds).toISOString();
}

/** The plans that wait for nothing but the removal of an old secret. */
export function restingRemovals(
  journals: readonly Journal[],
  now: Date,
): readonly RestingRemoval[] {
  return journals.flatMap((journal) => {
    const index = journal.steps.findIndex(({ status }) => status !== "done");
    const step = journal.plan.steps[index];
    const from = removalTime(journal, index);
    if (step?.kind !== "removeSecret" || from === undefined) return [];
    return [{ journal, step, from, due: Date.parse(from) <= now.getTime() }];
  });
}
