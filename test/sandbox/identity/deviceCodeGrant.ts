import { Refusal } from "./aadsts";
import { authorityKey } from "./authorities";
import { authenticateClient } from "./clientAuthentication";
import { issueUserTokens } from "./issue";
import { bareGraph } from "./scopes";
import { accountOf, type Grant, requiredField } from "./tokenRequest";

/** RFC 8628 §3.4: the device asks whether its person has signed in. */
export const deviceCodeGrant: Grant = (identity, request) => {
  const { fields, client, authority } = request;
  const grant = identity.devices.get(requiredField(fields, "device_code"));
  const now = identity.clock.now();
  authenticateClient(identity, request, undefined);
  if (grant === undefined || grant.clientId !== client.appId) throw new Refusal(70018);
  if (grant.redeemed) throw new Refusal(54005);
  if (authorityKey(grant.authority) !== authorityKey(authority)) throw new Refusal(700005);
  if (grant.expiresAt <= now) throw new Refusal(70019);
  if (grant.answer === "pending") throw new Refusal(70016);
  // The error is documented; which number the live service gives with it is unverified.
  if (grant.answer === "declined") throw new Refusal(65004, {}, "authorization_declined");
  const { user, tenant } = accountOf(identity, request, grant.answer.userId);
  const { openId, resources } = grant.scope;
  const answer = issueUserTokens(identity, {
    origin: request.http.url.origin,
    client,
    tenant,
    user,
    platform: undefined,
    asked: resources[0] ?? bareGraph,
    openId,
    nonce: undefined,
    wantsRefreshToken: openId.includes("offline_access"),
    wantsClientInfo: fields.get("client_info") === "1",
  });
  grant.redeemed = true;
  return answer;
};
