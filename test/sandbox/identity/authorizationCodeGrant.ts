import { createHash } from "node:crypto";
import { Refusal } from "./aadsts";
import { authorityKey, directoryName } from "./authorities";
import { authenticateClient } from "./clientAuthentication";
import { issueUserTokens } from "./issue";
import { bareGraph, parseScopes, singleResource } from "./scopes";
import type { CodeGrant } from "./state";
import { accountOf, type Grant, requiredField, type TokenRequest } from "./tokenRequest";

/** RFC 6749 §4.1.3 with PKCE (RFC 7636 §4.5). */
export const authorizationCodeGrant: Grant = (identity, request) => {
  const { fields, client } = request;
  const code = requiredField(fields, "code");
  const redirectUri = requiredField(fields, "redirect_uri");
  const grant = identity.codes.get(code);
  if (grant === undefined) throw new Refusal(9002313, {}, "invalid_grant");
  if (grant.clientId !== client.appId) throw new Refusal(70000);
  const now = identity.clock.now();
  authenticateClient(identity, request, grant.platform);
  checkCode(grant, request, redirectUri, now);
  const { user, tenant } = accountOf(identity, request, grant.userId);
  const text = fields.get("scope")?.trim() ?? "";
  const asked = text === "" ? grant.scope : parseScopes(text, directoryName(request.authority));
  // Without a scope the code's first API is meant; several written ones are a mistake.
  const resource =
    text === "" ? (grant.scope.resources[0] ?? bareGraph) : singleResource(asked, text);
  const openId = [...new Set([...grant.scope.openId, ...asked.openId])];
  const answer = issueUserTokens(identity, {
    origin: request.http.url.origin,
    client,
    tenant,
    user,
    platform: grant.platform,
    asked: resource,
    openId,
    nonce: grant.nonce,
    wantsRefreshToken: openId.includes("offline_access"),
    wantsClientInfo: fields.get("client_info") === "1",
  });
  grant.redeemed = true;
  return answer;
};

/** @throws {Refusal} 54005, 70008, 700005, 500112 or 501481. */
function checkCode(
  grant: CodeGrant,
  { fields, authority }: TokenRequest,
  redirectUri: string,
  now: number,
): void {
  if (grant.redeemed) throw new Refusal(54005);
  if (grant.expiresAt <= now) throw new Refusal(70008);
  if (grant.authorityKey !== authorityKey(authority)) throw new Refusal(700005);
  if (grant.redirectUri !== redirectUri) {
    throw new Refusal(500112, { redirectUri, expected: grant.redirectUri });
  }
  const verifier = fields.get("code_verifier");
  const challenge =
    verifier === null ? undefined : createHash("sha256").update(verifier).digest("base64url");
  if (challenge !== grant.codeChallenge) throw new Refusal(501481);
}
