import { isFailure } from "../failure";

/**
 * True when a silent request was refused because nobody agreed to what it asks for: the sign-in itself is good, for
 * other things. Source: Entra "authentication and authorization error codes" (AADSTS65001, suberror
 * `consent_required`).
 */
export function isConsentMissing(error: unknown): boolean {
  if (!isFailure(error, "oauth.interactionRequired")) return false;
  const { aadsts, suberror } = error.facts;
  return suberror === "consent_required" || String(aadsts) === "65001";
}
