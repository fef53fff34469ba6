import type { Plan } from "../plan";
import type { Registration } from "../registration";
import { checkDisplayName } from "../rules";
import { changePlan, refuse } from "./changePlan";

/**
 * Gives a registration another name. Names need not be unique.
 * @throws Failure `input.invalid` (displayName)
 */
export function planRename(registration: Registration, wanted: string): Plan {
  const displayName = wanted.trim();
  refuse("displayName", checkDisplayName(displayName, registration.signInAudience));
  return changePlan(registration, {
    patch: { displayName },
    before: { displayName: registration.displayName },
  });
}
