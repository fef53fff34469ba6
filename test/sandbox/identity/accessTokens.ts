import { createHash, randomBytes, randomUUID } from "node:crypto";
import type { SandboxClock } from "../clock";
import type { Tenant, User } from "../model";
import { roleTemplates } from "../directoryRoles";
import { azureManagement, exchangeOnline, graph } from "../resources";
import type { Client } from "./clients";
import type { ResourceScopes } from "./scopes";
import type { SigningKey } from "./signing";

/** What a resource server learns from an access token issued here. */
export interface TokenFacts {
  /** False once the token has expired by the sandbox's clock. */
  readonly active: boolean;
  /**
   * The resource in one spelling, whatever form the `aud` claim has: `https://graph.microsoft.com`, or
   * `https://outlook.office.com` also for outlook.office365.com, `https://management.azure.com` also for
   * management.core.windows.net. A token for ps.outlook.com keeps that name.
   */
  readonly audience: string;
  /** Delegated permissions; empty for a token of an application. */
  readonly scopes: readonly string[];
  /** Application permissions; empty for a token of a user. */
  readonly roles: readonly string[];
  /** Object id; `undefined` for a token of an application. */
  readonly userId: string | undefined;
  readonly username: string | undefined;
  readonly tenantId: string;
  /** Application (client) id. */
  readonly clientId: string;
  /** Milliseconds since the epoch. */
  readonly expiresAt: number;
}

/** `undefined`: not a token of this sandbox, or its signature is wrong. An expired token has `active: false`. */
export type VerifyToken = (accessToken: string) => TokenFacts | undefined;

/** Whom a token speaks for and what it allows. */
export interface TokenSubject {
  readonly client: Client;
  readonly tenant: Tenant;
  /** `undefined`: the application itself. */
  readonly user: User | undefined;
  /** Object id of the client's service principal, the subject of a token without a user. */
  readonly principalId: string | undefined;
  readonly asked: ResourceScopes;
  readonly scopes: readonly string[];
  readonly roles: readonly string[];
  readonly lifetimeSeconds: number;
}

export interface AccessTokens {
  mint(subject: TokenSubject): string;
  readonly verify: VerifyToken;
}

/** Tokens of work accounts are JWTs of about 2 KB, those of personal accounts are opaque (test-seen sizes). */
export function createAccessTokens(key: SigningKey, clock: SandboxClock): AccessTokens {
  const opaque = new Map<string, Omit<TokenFacts, "active">>();
  const withState = (facts: Omit<TokenFacts, "active">): TokenFacts => ({
    ...facts,
    active: facts.expiresAt > clock.now(),
  });
  return {
    mint: (subject) => {
      const now = clock.now();
      if (!subject.tenant.consumers) return key.sign(workClaims(subject, Math.floor(now / 1000)));
      const token = `EwB${randomBytes(1050).toString("base64")}`;
      opaque.set(token, personalFacts(subject, now));
      return token;
    },
    verify: (token) => {
      const known = opaque.get(token);
      if (known) return withState(known);
      const claims = key.verify(token);
      // An id_token is signed by the same key and is no access token: only these carry `appid`.
      return claims?.["appid"] === undefined ? undefined : withState(factsOf(claims));
    },
  };
}

function workClaims(subject: TokenSubject, now: number): Record<string, unknown> {
  const { client, tenant, user, asked } = subject;
  const delegated = user === undefined ? {} : userClaims(user, client.appId, subject.scopes);
  return {
    aud: audienceClaim(asked),
    iss: `https://sts.windows.net/${tenant.id}/`,
    iat: now,
    nbf: now,
    exp: now + subject.lifetimeSeconds,
    // The identity platform's own state: opaque, and most of a real token's size.
    aio: randomBytes(180).toString("base64"),
    app_displayname: client.displayName,
    appid: client.appId,
    appidacr: user === undefined ? "1" : "0",
    idtyp: user === undefined ? "app" : "user",
    idp: `https://sts.windows.net/${tenant.id}/`,
    oid: user?.id ?? subject.principalId,
    ...delegated,
    ...(subject.roles.length > 0 ? { roles: subject.roles } : {}),
    rh: `1.${randomBytes(48).toString("base64url")}.`,
    tenant_region_scope: "EU",
    tid: tenant.id,
    uti: randomBytes(16).toString("base64url"),
    ver: "1.0",
    wids: roleTemplates(user?.roles ?? []),
    xms_ftd: randomBytes(32).toString("base64url"),
    xms_idrel: "1 20",
    xms_tcdt: 1_600_000_000,
    xms_tdbr: "EU",
  };
}

function userClaims(user: User, appId: string, scopes: readonly string[]) {
  const [givenName = "", familyName = ""] = user.displayName.split(" ");
  return {
    acct: 0,
    acr: "1",
    amr: ["pwd", "mfa"],
    family_name: familyName,
    given_name: givenName,
    ipaddr: "127.0.0.1",
    name: user.displayName,
    platf: "3",
    preferred_username: user.userPrincipalName,
    puid: `1003${user.id.replaceAll("-", "").slice(0, 12).toUpperCase()}`,
    scp: scopes.join(" "),
    sid: randomUUID(),
    signin_state: ["kmsi"],
    sub: pairwiseSubject(user, appId),
    unique_name: user.userPrincipalName,
    upn: user.userPrincipalName,
  };
}

/** One subject per user and client (OpenID Connect Core §8.1). */
export function pairwiseSubject(user: User, appId: string): string {
  return createHash("sha256").update(`${user.id}/${appId}`).digest("base64url");
}

/** Bare scopes give the API's id, named ones the name as it was written: so does the live service. */
function audienceClaim({ identifier, resource }: ResourceScopes): string {
  return identifier === "" ? resource.appId : identifier.toLowerCase();
}

const canonicalAudiences: Readonly<Record<string, string>> = {
  [graph.appId]: "https://graph.microsoft.com",
  "https://graph.entra.localhost": "https://graph.microsoft.com",
  [exchangeOnline.appId]: "https://outlook.office.com",
  "https://outlook.office365.com": "https://outlook.office.com",
  [azureManagement.appId]: "https://management.azure.com",
  "https://management.core.windows.net": "https://management.azure.com",
  "https://management.entra.localhost": "https://management.azure.com",
};

function canonical(audience: string): string {
  return canonicalAudiences[audience] ?? audience;
}

function personalFacts(subject: TokenSubject, now: number): Omit<TokenFacts, "active"> {
  return {
    audience: canonical(audienceClaim(subject.asked)),
    scopes: subject.scopes,
    roles: [],
    userId: subject.user?.id,
    username: subject.user?.userPrincipalName,
    tenantId: subject.tenant.id,
    clientId: subject.client.appId,
    expiresAt: now + subject.lifetimeSeconds * 1000,
  };
}

function factsOf(claims: Record<string, unknown>): Omit<TokenFacts, "active"> {
  const isUser = claims["idtyp"] === "user";
  return {
    audience: canonical(String(claims["aud"])),
    scopes: typeof claims["scp"] === "string" ? claims["scp"].split(" ") : [],
    roles: Array.isArray(claims["roles"]) ? claims["roles"].map(String) : [],
    userId: isUser ? String(claims["oid"]) : undefined,
    username: isUser ? String(claims["upn"]) : undefined,
    tenantId: String(claims["tid"]),
    clientId: String(claims["appid"]),
    expiresAt: Number(claims["exp"]) * 1000,
  };
}
