import { isFailure } from "../failure";

/**
 * True when somebody said no on the sign-in page: AADSTS65004, or the error `access_denied` (RFC 6749 section 4.1.2.1;
 * RFC 8628 section 3.5) or `authorization_declined` (Microsoft's device authorization grant, "Expected errors").
 */
export function isDeclined(error: unknown): boolean {
  if (!isFailure(error, "oauth.refused")) return false;
  const { error: name, aadsts } = error.facts;
  return Number(aadsts) === 65004 || name === "access_denied" || name === "authorization_declined";
}
