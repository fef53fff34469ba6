import { throwIfAborted } from "../base/async";
import type { PlanStep } from "../core/registration/plan";
import type { PlanRun } from "./planRun";
import { confirmApplication } from "./planSteps/confirmApplication";
import { createApplication } from "./planSteps/createApplication";
import { storeSecret } from "./planSteps/storeSecret";

const carryOut: {
  readonly [Kind in PlanStep["kind"]]: (
    run: PlanRun,
    step: Extract<PlanStep, { kind: Kind }>,
  ) => Promise<void>;
} = { createApplication, storeSecret, confirmApplication };

/** Walks the steps that are not done yet. Each finished step is in the journal before the next begins. */
export async function walkPlan(run: PlanRun): Promise<void> {
  for (const step of run.journal.plan.steps) {
    if (run.step(step.kind).status === "done") continue;
    throwIfAborted(run.signal);
    run.progress(step.kind);
    await carryOutStep(run, step);
  }
}

function carryOutStep<Kind extends PlanStep["kind"]>(
  run: PlanRun,
  step: Extract<PlanStep, { kind: Kind }>,
): Promise<void> {
  return carryOut[step.kind](run, step);
}
