import { personIn } from "../lookup";
import { Refusal } from "./aadsts";
import { directoryName } from "./authorities";
import { authenticateClient } from "./clientAuthentication";
import { issueUserTokens } from "./issue";
import { bareGraph, parseScopes } from "./scopes";
import type { Identity, RefreshGrant } from "./state";
import { accountOf, type Grant, requiredField } from "./tokenRequest";

const dayMs = 86_400_000;
/** Entra "Refresh tokens": 90 days without use, 24 hours in all for single-page applications. */
const lifetimeMs = { spa: dayMs, other: 90 * dayMs };

/**
 * RFC 6749 §6. The same token serves every API the user has consented to; each use gives a new one and leaves
 * the old one valid. Of several APIs named the first one counts, as documented for this grant.
 */
export const refreshTokenGrant: Grant = (identity, request) => {
  const { fields, client } = request;
  const grant = identity.refreshTokens.get(requiredField(fields, "refresh_token"));
  if (grant === undefined) throw new Refusal(9002313, {}, "invalid_grant");
  if (grant.clientId !== client.appId) throw new Refusal(70000);
  authenticateClient(identity, request, grant.platform);
  checkAlive(identity, grant);
  const owner = identity.world.users.get(grant.userId);
  const { authority } = request;
  const stranger =
    authority.kind === "tenant" &&
    owner !== undefined &&
    personIn(identity.world, owner, authority.tenant.id) === undefined;
  if (stranger) throw new Refusal(7000012);
  const { user, tenant } = accountOf(identity, request, grant.userId);
  const scope = parseScopes(fields.get("scope") ?? "", directoryName(authority));
  return issueUserTokens(identity, {
    origin: request.http.url.origin,
    client,
    tenant,
    user,
    platform: grant.platform,
    asked: scope.resources[0] ?? bareGraph,
    openId: scope.openId,
    nonce: undefined,
    wantsRefreshToken: true,
    wantsClientInfo: fields.get("client_info") === "1",
  });
};

/** @throws {Refusal} 50173, 700082 or 700084. */
function checkAlive(identity: Identity, grant: RefreshGrant): void {
  const validFrom = identity.tokensValidFrom.get(grant.userId);
  const issued = new Date(grant.issuedAt).toISOString();
  if (validFrom !== undefined && grant.issuedAt <= validFrom) {
    throw new Refusal(50173, { issued, validFrom: new Date(validFrom).toISOString() });
  }
  const age = identity.clock.now() - grant.issuedAt;
  if (grant.platform === "spa" && age > lifetimeMs.spa) throw new Refusal(700084, { issued });
  if (age > lifetimeMs.other) throw new Refusal(700082, { issued });
}
