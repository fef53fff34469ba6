import { Failure } from "../core/failure";
import type { HandMadeSignIn } from "../core/oauth/handMadeRequests";
import { pasteRedirectOf } from "../core/oauth/pasteRedirect";
import { signInScopes } from "../core/oauth/scopes";
import { authorityTenantOf } from "../core/registration/audience";
import type { Registration } from "../core/registration/registration";
import type { Ui } from "./parts";

/** Proof keys (RFC 7636) of addresses that were copied in this window, by client id: the token request needs the same. */
const verifiers = new Map<string, string>();

/** @throws Failure `input.invalid` (redirectUri.redirectMissing, tenantId.*) */
export function handMadeSignIn(
  { registrations, settings }: Pick<Ui, "registrations" | "settings">,
  registration: Registration,
): HandMadeSignIn & { readonly consentTo: readonly string[] } {
  const redirect = pasteRedirectOf(registration);
  if (redirect === undefined) {
    throw new Failure("input.invalid", "There is no redirect URI that a browser shows.", {
      input: "redirectUri",
      problem: "redirectMissing",
    });
  }
  const { cloud } = settings;
  return {
    cloud,
    tenant: authorityTenantOf(registration.signInAudience, registrations.tenantOf(registration)),
    clientId: registration.appId,
    confidential: redirect.platform === "web",
    redirectUri: redirect.uri,
    ...signInScopes(cloud, registration),
  };
}

/** The challenge of a new proof key, which is remembered for the token request; a client with a secret needs none. */
export async function newChallenge(
  { newId }: Pick<Ui, "newId">,
  { clientId, confidential }: HandMadeSignIn,
): Promise<string | undefined> {
  if (confidential) return undefined;
  // 244 random bits, in characters that RFC 7636 §4.1 allows
  const verifier = `${newId()}${newId()}`;
  verifiers.set(clientId, verifier);
  const hash = await crypto.subtle.digest("SHA-256", Buffer.from(verifier));
  return Buffer.from(hash).toString("base64url");
}

/** The proof key of the address that was copied last; undefined where none was, or none is needed. */
export function lastVerifier({ clientId, confidential }: HandMadeSignIn): string | undefined {
  return confidential ? undefined : verifiers.get(clientId);
}
