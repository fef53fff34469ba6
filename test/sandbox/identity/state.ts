import { randomBytes, randomUUID } from "node:crypto";
import type { SandboxClock } from "../clock";
import type { World } from "../model";
import type { AccessTokens } from "./accessTokens";
import type { Authority } from "./authorities";
import type { Platform } from "./clients";
import type { Interaction } from "./interaction";
import type { ScopeRequest } from "./scopes";
import type { SigningKey } from "./signing";

/** An authorization code (RFC 6749 §4.1.2), kept after its use so that a second use is recognised. */
export interface CodeGrant {
  readonly clientId: string;
  readonly userId: string;
  readonly authorityKey: string;
  readonly redirectUri: string;
  readonly platform: Platform;
  readonly codeChallenge: string | undefined;
  readonly nonce: string | undefined;
  readonly scope: ScopeRequest;
  readonly expiresAt: number;
  redeemed: boolean;
}

/** Bound to user and client, not to an API (Entra "Refresh tokens"). */
export interface RefreshGrant {
  readonly clientId: string;
  readonly userId: string;
  /** Of the redirect URI it came by; `undefined` for a device code. */
  readonly platform: Platform | undefined;
  readonly issuedAt: number;
}

/** A device authorization (RFC 8628). */
export interface DeviceGrant {
  readonly deviceCode: string;
  readonly userCode: string;
  readonly clientId: string;
  readonly authority: Authority;
  readonly scope: ScopeRequest;
  readonly expiresAt: number;
  answer: { readonly userId: string } | "pending" | "declined";
  redeemed: boolean;
}

/** All that the identity platform remembers; the tenants themselves are in the world. */
export interface Identity {
  readonly world: World;
  readonly clock: SandboxClock;
  readonly key: SigningKey;
  readonly tokens: AccessTokens;
  readonly codes: Map<string, CodeGrant>;
  readonly refreshTokens: Map<string, RefreshGrant>;
  /** By device code. */
  readonly devices: Map<string, DeviceGrant>;
  readonly interactions: Map<string, Interaction>;
  /** Browser session (cookie) → user ids signed in there. */
  readonly sessions: Map<string, Set<string>>;
  /** User id → milliseconds; refresh tokens issued before are dead. */
  readonly tokensValidFrom: Map<string, number>;
}

export function createIdentity(
  parts: Pick<Identity, "world" | "clock" | "key" | "tokens">,
): Identity {
  return {
    ...parts,
    codes: new Map(),
    refreshTokens: new Map(),
    devices: new Map(),
    interactions: new Map(),
    sessions: new Map(),
    tokensValidFrom: new Map(),
  };
}

/** All refresh tokens and browser sessions of the user end (a password reset does the same). */
export function revokeUser(identity: Identity, userId: string): void {
  identity.tokensValidFrom.set(userId, identity.clock.now());
  for (const users of identity.sessions.values()) users.delete(userId);
}

/** A code as long as the live service's: about 750 characters, short for personal accounts. */
export function newCode(personal: boolean): string {
  return personal
    ? `M.C532_BAY.2.U.${randomUUID()}`
    : `1.A${randomBytes(560).toString("base64url")}`;
}

/** A refresh token as long as the live service's: about 1,300 characters, 450 for personal accounts. */
export function newRefreshToken(personal: boolean): string {
  return personal
    ? `M.C532_BAY.0.U.-${randomBytes(320).toString("base64url")}`
    : `1.A${randomBytes(960).toString("base64url")}`;
}
