import type { Failure } from "../failure";
import { isConsentMissing } from "./consentMissing";

/**
 * Refusals of one request that leave the sign-in as it is: a wrong scope, a resource that the directory does not have
 * or the registration does not name, a person who is not assigned to it. Source: Entra "authentication and
 * authorization error codes".
 */
const aboutTheRequest: ReadonlySet<string> = new Set([
  "65004",
  "70011",
  "28002",
  "28003",
  "500011",
  "50105",
  "650052",
  "650056",
  "650057",
]);

/** True when a refused silent request means that the sign-in itself has come to its end. */
export function endsSignIn(failure: Failure): boolean {
  if (failure.code !== "oauth.interactionRequired" || isConsentMissing(failure)) return false;
  return !aboutTheRequest.has(String(failure.facts["aadsts"]));
}
