import { homeOf } from "../lookup";
import type { Tenant, User } from "../model";
import { graph } from "../resources";
import { Refusal } from "./aadsts";
import type { Client, Platform } from "./clients";
import { grantedScopes, neededScopes } from "./consent";
import { clientInfo, idTokenClaims } from "./idTokens";
import type { ResourceScopes } from "./scopes";
import { type Identity, newRefreshToken } from "./state";

/** Everything a token answer for a user is made from. */
export interface UserTokenRequest {
  readonly origin: string;
  readonly client: Client;
  readonly tenant: Tenant;
  readonly user: User;
  readonly platform: Platform | undefined;
  readonly asked: ResourceScopes;
  readonly openId: readonly string[];
  readonly nonce: string | undefined;
  readonly wantsRefreshToken: boolean;
  readonly wantsClientInfo: boolean;
}

/**
 * The token answer (RFC 6749 §5.1). The access token carries everything granted for that API, as the live
 * service's does.
 * @throws {Refusal} 65001 when something asked for is not granted, 65002 where it cannot be.
 */
export function issueUserTokens(
  identity: Identity,
  request: UserTokenRequest,
): Readonly<Record<string, unknown>> {
  const { client, tenant, user, asked, openId } = request;
  const scopes = scopesOfToken(identity, request);
  const lifetimeSeconds = identity.world.settings.accessTokenSeconds;
  const subject = { client, tenant, user, asked, scopes, roles: [], lifetimeSeconds };
  const now = Math.floor(identity.clock.now() / 1000);
  const refreshToken = request.wantsRefreshToken
    ? rememberRefreshToken(identity, request)
    : undefined;
  return {
    token_type: "Bearer",
    scope: answeredScope(asked, scopes),
    expires_in: lifetimeSeconds,
    ext_expires_in: lifetimeSeconds,
    access_token: identity.tokens.mint({ ...subject, principalId: undefined }),
    ...(refreshToken === undefined ? {} : { refresh_token: refreshToken }),
    ...(openId.includes("openid")
      ? { id_token: identity.key.sign(idTokenClaims({ ...request, now })) }
      : {}),
    ...(request.wantsClientInfo ? { client_info: clientInfo(user) } : {}),
  };
}

function scopesOfToken(
  { world }: Identity,
  { client, user, asked, openId }: UserTokenRequest,
): readonly string[] {
  const granted = grantedScopes(world, client, user, asked.resource);
  const needed = neededScopes(world, client, user, asked);
  if (!needed.every((scope) => granted.has(scope))) {
    if (!client.takesConsent) {
      throw new Refusal(65002, { clientId: client.appId, resource: asked.resource.appId });
    }
    throw new Refusal(65001, { clientId: client.appId, app: client.displayName });
  }
  const signIn = asked.resource === graph ? openId : [];
  // offline_access is about the refresh token, no permission of an API.
  return [...new Set([...signIn, ...granted])].filter((scope) => scope !== "offline_access").sort();
}

/** Spelled as the client spelled the API, so that it recognises its own scopes. */
function answeredScope(asked: ResourceScopes, scopes: readonly string[]): string {
  const prefix = asked.identifier === "" ? "" : `${asked.identifier}/`;
  const names = scopes.map((scope) =>
    ["openid", "profile", "email"].includes(scope) ? scope : `${prefix}${scope}`,
  );
  return [...names, ...(asked.isDefault ? [`${prefix}.default`] : [])].join(" ");
}

function rememberRefreshToken(
  identity: Identity,
  { client, tenant, user, platform }: UserTokenRequest,
): string {
  const token = newRefreshToken(tenant.consumers);
  identity.refreshTokens.set(token, {
    clientId: client.appId,
    userId: homeOf(user).id,
    platform,
    issuedAt: identity.clock.now(),
  });
  return token;
}
