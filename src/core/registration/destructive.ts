import type { Plan, PlanStep } from "./plan";

/** What these take away does not come back by itself: sign-ins that rely on it fail from then on. */
const destructive: ReadonlySet<PlanStep["kind"]> = new Set<PlanStep["kind"]>([
  "removeSecret",
  "removeCertificate",
  "revokeDelegated",
  "revokeAppRole",
  "deleteApplication",
  "deletePermanently",
]);

/** True when carrying the plan out takes something away at once; a removal that rests is asked for again. */
export function isDestructive({ steps }: Pick<Plan, "steps">): boolean {
  return steps.some((step) => destructive.has(step.kind) && !rests(step));
}

function rests(step: PlanStep): boolean {
  return step.kind === "removeSecret" && (step.graceMilliseconds ?? 0) > 0;
}
