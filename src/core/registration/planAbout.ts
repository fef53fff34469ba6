import type { Message } from "../../base/message";
import type { Plan, PlanPurpose, PlanStep, PlanSubject } from "./plan";

/** A plan about a registration that exists. Without steps there is nothing to change. */
export function planAbout(
  { objectId, appId, displayName, tenantId }: PlanSubject,
  purpose: PlanPurpose,
  steps: readonly PlanStep[],
  reviewNotes: readonly Message[] = [],
): Plan {
  return {
    title: displayName,
    purpose,
    subject: { objectId, appId, displayName, ...(tenantId !== undefined && { tenantId }) },
    steps,
    ...(reviewNotes.length > 0 && { reviewNotes }),
  };
}
