import type { Iso8601 } from "../time";

/** What can be known of an access token without showing it. */
export interface TokenInfo {
  /** Tokens of personal accounts are not JWTs: nothing can be read from them, and that is no fault. */
  readonly opaque: boolean;
  readonly audience: string | undefined;
  readonly scopes: readonly string[];
  readonly roles: readonly string[];
  /** Template ids of the person's directory roles (`wids`); undefined when the token does not tell. */
  readonly directoryRoles: readonly string[] | undefined;
  readonly username: string | undefined;
  readonly tenantId: string | undefined;
  readonly clientId: string | undefined;
  readonly issuedAt: Iso8601 | undefined;
  readonly expiresAt: Iso8601 | undefined;
}

/** A token from which nothing can be read. */
export const opaqueToken: TokenInfo = {
  opaque: true,
  audience: undefined,
  scopes: [],
  roles: [],
  directoryRoles: undefined,
  username: undefined,
  tenantId: undefined,
  clientId: undefined,
  issuedAt: undefined,
  expiresAt: undefined,
};

export type Claims = Readonly<Record<string, unknown>>;

/**
 * Reads the claims of an access token. The signature is not checked: the facts explain, they decide
 * nothing. Never throws; what is not a JWT (RFC 7519) is opaque. Claims: Entra "access token claims
 * reference", v1.0 and v2.0.
 */
export function readTokenInfo(accessToken: string): TokenInfo {
  const claims = readClaims(accessToken);
  return claims === undefined ? opaqueToken : tokenInfoOf(claims);
}

/** The facts in the claims of a token that somebody else has decoded. Never throws; what is not there is undefined or empty. */
export function tokenInfoOf(claims: Claims): TokenInfo {
  return {
    opaque: false,
    audience: text(claims, "aud"),
    scopes: words(claims["scp"]),
    roles: words(claims["roles"]),
    directoryRoles: Array.isArray(claims["wids"]) ? words(claims["wids"]) : undefined,
    username: text(claims, "upn", "preferred_username", "unique_name", "email"),
    tenantId: text(claims, "tid"),
    clientId: text(claims, "azp", "appid"),
    issuedAt: time(claims["iat"]),
    expiresAt: time(claims["exp"]),
  };
}

function readClaims(token: string): Claims | undefined {
  // Three parts, the last of which is empty only in unsigned tokens
  const parts = token.split(".", 4);
  if (parts.length !== 3) return undefined;
  const [header, payload] = parts.map(readJson);
  return header === undefined ? undefined : payload;
}

function readJson(part: string): Claims | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, "base64url").toString("utf8"));
    return typeof value === "object" && value !== null && !Array.isArray(value)
      ? (value as Claims)
      : undefined;
  } catch {
    return undefined;
  }
}

function text(claims: Claims, ...names: readonly string[]): string | undefined {
  return names
    .map((name) => claims[name])
    .find((value): value is string => typeof value === "string" && value !== "");
}

/** `scp` is a string with spaces, `roles` an array. */
function words(value: unknown): readonly string[] {
  const items: readonly unknown[] = typeof value === "string" ? value.split(" ") : toArray(value);
  return items.filter((item): item is string => typeof item === "string" && item !== "");
}

function toArray(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** Seconds since 1970 (RFC 7519 NumericDate), within what a Date can hold. */
function time(value: unknown): Iso8601 | undefined {
  if (typeof value !== "number" || !(Math.abs(value) <= 8.64e12)) return undefined;
  return new Date(value * 1000).toISOString();
}
