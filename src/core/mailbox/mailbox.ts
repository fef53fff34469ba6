import type { CloudId } from "../cloud";
import type { ProbeResult, ProtocolId } from "../mail/probe";
import type { MailServers } from "../mail/serverAddress";
import type { FlowId } from "../oauth/flow";
import type { Iso8601 } from "../time";
import type { CredentialFacts } from "./credential";

/** A signed-in mailbox: facts only, no token. Kept in the editor's global state. */
export interface Mailbox extends CredentialFacts {
  /** Stable for the life of the entry. */
  readonly id: string;
  /** The address opened, and the user name in the SASL frame. */
  readonly address: string;
  /** The app opens it as itself; absent: a person has signed in. */
  readonly kind?: "appOnly" | undefined;
  readonly clientId: string;
  /** Name of the registration when it was last seen; shown in pickers and rows. */
  readonly registrationName: string;
  readonly cloudId: CloudId;
  /** Tenant part of the authority that was used: a GUID, `common`, `organizations` or `consumers`. */
  readonly authorityTenant: string;
  readonly account: MailboxAccount;
  readonly flow: FlowId;
  /** The registered redirect URI at which a sign-in in a browser ended. */
  readonly redirectUri?: string | undefined;
  readonly scopes: readonly string[];
  readonly signedInAt: Iso8601;
  /** End of the newest access token; a row says "valid 43 min" from it without reading a secret. */
  readonly tokenExpiresAt: Iso8601 | undefined;
  /** Set when the last silent attempt said that the person must sign in again. */
  readonly needsSignIn: boolean;
  /** Servers other than those of the cloud, where a person has named them. */
  readonly servers?: MailServers | undefined;
  /** How often the tokens of its sign-in had been refreshed when {@link needsSignIn} was last told. */
  readonly refreshes?: number | undefined;
  /** Last result per protocol. */
  readonly probes: Readonly<Partial<Record<ProtocolId, ProbeResult>>>;
}

/** True when no person has signed in: the app proves itself. */
export function isAppOnly({ kind }: Pick<Mailbox, "kind">): boolean {
  return kind === "appOnly";
}

/** Who signed in, by the identity in the token. Of an app that acts as itself only the directory is known. */
export interface MailboxAccount {
  /** MSAL's key of the account: `<oid>.<tid>`; empty where there is none. */
  readonly homeAccountId: string;
  readonly username: string;
  readonly tenantId: string;
  /**
   * Names the sign-in: the tokens of each lie in an entry of their own, so that what belongs to an earlier one can
   * never come to stand in place of the newest. Absent for sign-ins of versions before 0.3: one entry per account.
   */
  readonly signInId?: string | undefined;
}

/** Which stored tokens are meant: those of one sign-in of an account with a client. */
export interface TokensOf extends Pick<MailboxAccount, "homeAccountId" | "signInId"> {
  readonly clientId: string;
}

/** The stored tokens that a mailbox signs in with. */
export function tokensOf({ clientId, account }: Pick<Mailbox, "clientId" | "account">): TokensOf {
  const { homeAccountId, signInId } = account;
  return { clientId, homeAccountId, signInId };
}

/** True for the same account of the same client, whichever sign-in it was. */
export function sameAccount(a: TokensOf, b: TokensOf): boolean {
  return a.clientId === b.clientId && a.homeAccountId === b.homeAccountId;
}

/** True for the same stored tokens. */
export function sameTokens(a: TokensOf, b: TokensOf): boolean {
  return sameAccount(a, b) && a.signInId === b.signInId;
}
