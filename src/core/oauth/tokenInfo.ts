import type { Iso8601 } from "../time";

/** What can be known of an access token without showing it. */
export interface TokenInfo {
  /** Tokens of personal accounts are not JWTs: nothing can be read from them, and that is no fault. */
  readonly opaque: boolean;
  readonly audience: string | undefined;
  readonly scopes: readonly string[];
  readonly roles: readonly string[];
  readonly username: string | undefined;
  readonly tenantId: string | undefined;
  readonly clientId: string | undefined;
  readonly issuedAt: Iso8601 | undefined;
  readonly expiresAt: Iso8601 | undefined;
}
