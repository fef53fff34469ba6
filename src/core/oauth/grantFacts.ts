import type { AccessGrant } from "../ports";
import { readTokenInfo, type TokenInfo } from "./tokenInfo";

/** What the token says, completed by what came with it: opaque tokens say nothing themselves. */
export function factsOfGrant({ accessToken, scopes, account, expiresAt }: AccessGrant): TokenInfo {
  const info = readTokenInfo(accessToken);
  return {
    ...info,
    scopes: info.opaque ? scopes : info.scopes,
    username: info.username ?? (account.username === "" ? undefined : account.username),
    tenantId: info.tenantId ?? account.tenantId,
    expiresAt: info.expiresAt ?? expiresAt,
  };
}
