import { homeOf } from "../lookup";
import type { Tenant, User } from "../model";
import { pairwiseSubject } from "./accessTokens";
import type { Client } from "./clients";

/** Who signed in, base64url JSON: MSAL builds the account's id from it. A guest is known by the account at home. */
export function clientInfo(user: User): string {
  const { id, tenantId } = homeOf(user);
  return Buffer.from(JSON.stringify({ uid: id, utid: tenantId })).toString("base64url");
}

/** Claims of a v2.0 id_token (Entra "ID token claims reference"). `now` in seconds. */
export function idTokenClaims(about: {
  readonly origin: string;
  readonly client: Client;
  readonly tenant: Tenant;
  readonly user: User;
  readonly nonce: string | undefined;
  readonly openId: readonly string[];
  readonly now: number;
}): Record<string, unknown> {
  const { client, tenant, user, nonce, openId, now } = about;
  return {
    ver: "2.0",
    iss: `${about.origin}/${tenant.id}/v2.0`,
    sub: pairwiseSubject(user, client.appId),
    aud: client.appId,
    exp: now + 3600,
    iat: now,
    nbf: now,
    oid: user.id,
    tid: tenant.id,
    ...(openId.includes("profile")
      ? { name: user.displayName, preferred_username: user.userPrincipalName }
      : {}),
    ...(openId.includes("email") ? { email: user.userPrincipalName } : {}),
    ...(nonce === undefined ? {} : { nonce }),
  };
}
