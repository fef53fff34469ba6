import { type Message, renderMessage } from "../../../base/message";
import { Failure } from "../../failure";
import type { JsonObject } from "../../json";
import type { Plan, PlanStep } from "../plan";
import { planAbout } from "../planAbout";
import type { RegistrationSummary } from "../registration";

/** A change of an application's properties. */
export interface PropertyChange {
  /** What is sent. */
  readonly patch: JsonObject;
  /** The same properties as they stand, in the same order. */
  readonly before: JsonObject;
  readonly reviewNotes?: readonly Message[];
}

/** A plan of one PATCH; without steps when nothing would change. */
export function changePlan(
  registration: RegistrationSummary,
  { patch, before, reviewNotes = [] }: PropertyChange,
): Plan {
  const isChange = JSON.stringify(patch) !== JSON.stringify(before);
  const steps: readonly PlanStep[] = isChange ? [{ kind: "updateApplication", patch, before }] : [];
  return planAbout(registration, "change", steps, reviewNotes);
}

/** The same plan with more to say in its review. */
export function withReviewNotes(plan: Plan, notes: readonly Message[]): Plan {
  if (notes.length === 0) return plan;
  return { ...plan, reviewNotes: [...(plan.reviewNotes ?? []), ...notes] };
}

/**
 * Ends the planning where something is wrong.
 * @throws Failure `input.invalid` (facts: input, problem), when there is a problem
 */
export function refuse(input: string, ...problems: readonly (Message | undefined)[]): void {
  const told = problems.filter((problem) => problem !== undefined);
  if (told.length === 0) return;
  const problem = told.map((one) => renderMessage(one)).join(" ");
  throw new Failure("input.invalid", `${input}: ${problem}`, { input, problem });
}
