import { throwIfAborted } from "../base/async";
import { journalEntry } from "../core/registration/journal";
import type { PlanStep } from "../core/registration/plan";
import type { StepOf } from "../core/registration/stepWords";
import type { PlanRun } from "./planRun";
import { stepTable } from "./planSteps/stepTable";
import { StepRun, type StepWork, type Undone } from "./stepRun";

/** Walks the steps that are not done yet. Each finished step is in the journal before the next begins. */
export async function walkPlan(run: PlanRun): Promise<void> {
  for (const [index, step] of run.journal.plan.steps.entries()) {
    if (journalEntry(run.journal, index).status === "done") continue;
    throwIfAborted(run.signal);
    run.progress(index);
    await carryOutStep(run, index, step);
  }
}

/** Takes a step back. */
export function undoStep(run: PlanRun, index: number, step: PlanStep): Promise<Undone> {
  return undo(run, index, step);
}

function carryOutStep<Kind extends PlanStep["kind"]>(
  run: PlanRun,
  index: number,
  step: StepOf<Kind>,
): Promise<void> {
  const work: StepWork<Kind> = stepTable[step.kind];
  return work.carryOut(new StepRun<Kind>(run, index, step));
}

function undo<Kind extends PlanStep["kind"]>(
  run: PlanRun,
  index: number,
  step: StepOf<Kind>,
): Promise<Undone> {
  const work: StepWork<Kind> = stepTable[step.kind];
  return work.undo(new StepRun<Kind>(run, index, step));
}
