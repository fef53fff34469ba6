import { randomUUID } from "node:crypto";
import type { HttpRequest, HttpResponse } from "../http";
import type { User } from "../model";
import { Refusal, refusalBody } from "./aadsts";
import { answerClient } from "./answer";
import { checkAudience, directoryName, findAuthority } from "./authorities";
import { findClient } from "./clients";
import { matchRedirectUri } from "./redirectUris";
import { parseScopes } from "./scopes";
import { beginSignIn, refusedPage } from "./signIn";
import type { Identity } from "./state";

/**
 * GET /{tenant|organizations}/v2.0/adminconsent. Errors come back beside `admin_consent=True`, as documented, so a
 * client must look at `error` first. That `common` is refused is documented; with which number is unverified.
 */
export function adminConsent(
  identity: Identity,
  request: HttpRequest,
  segment: string,
): HttpResponse {
  const { searchParams, origin } = request.url;
  try {
    const authority = findAuthority(identity.world, segment);
    if (authority.kind === "common") throw new Refusal(50059);
    const clientId = searchParams.get("client_id");
    if (!clientId) throw new Refusal(900144, { parameter: "client_id" });
    const client = findClient(identity.world, clientId, identity.clock.now());
    const tenant = directoryName(authority);
    if (client === undefined) throw new Refusal(700016, { clientId, tenant });
    checkAudience(client, authority);
    const redirectUri = searchParams.get("redirect_uri") ?? "";
    matchRedirectUri(client, redirectUri);
    const scopeText = searchParams.get("scope");
    if (!scopeText) throw new Refusal(900144, { parameter: "scope" });
    const state = searchParams.get("state");
    const common = { admin_consent: "True", ...(state === null ? {} : { state }) };
    return beginSignIn(identity, request, {
      id: randomUUID(),
      client,
      authority,
      scope: parseScopes(scopeText, tenant),
      prompt: "select_account",
      loginHint: undefined,
      consentFor: "organization",
      confirms: false,
      progress: { stage: "account" },
      complete: (user: User) =>
        answerClient(redirectUri, "query", {
          ...common,
          tenant: user.tenantId,
          scope: scopeText,
        }),
      refuse: (refusal: Refusal) => {
        const now = identity.clock.now();
        const body = refusalBody(refusal, { now, origin, correlationId: undefined });
        const { error, error_description } = body;
        return answerClient(redirectUri, "query", { ...common, error, error_description });
      },
    });
  } catch (error) {
    if (error instanceof Refusal) return refusedPage(identity, request, error);
    throw error;
  }
}
