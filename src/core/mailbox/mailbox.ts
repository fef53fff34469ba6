import type { CloudId } from "../cloud";
import type { ProbeResult, ProtocolId } from "../mail/probe";
import type { FlowId } from "../oauth/flow";
import type { Iso8601 } from "../time";

/** A signed-in mailbox: facts only, no token. Kept in the editor's global state. */
export interface Mailbox {
  /** Stable for the life of the entry. */
  readonly id: string;
  /** The address opened, and the user name in the SASL frame. */
  readonly address: string;
  readonly clientId: string;
  /** Name of the registration when it was last seen; shown in pickers and rows. */
  readonly registrationName: string;
  readonly cloudId: CloudId;
  /** Tenant part of the authority that was used: a GUID, `common`, `organizations` or `consumers`. */
  readonly authorityTenant: string;
  readonly account: MailboxAccount;
  readonly flow: FlowId;
  /** Key id of the client secret it signs in with; Web platform only. */
  readonly secretKeyId?: string | undefined;
  /** The registered redirect URI that a sign-in in the browser of this computer comes back to. */
  readonly redirectUri?: string | undefined;
  readonly scopes: readonly string[];
  readonly signedInAt: Iso8601;
  /** End of the newest access token; a row says "valid 43 min" from it without reading a secret. */
  readonly tokenExpiresAt: Iso8601 | undefined;
  /** Set when the last silent attempt said that the person must sign in again. */
  readonly needsSignIn: boolean;
  /** Last result per protocol. */
  readonly probes: Readonly<Partial<Record<ProtocolId, ProbeResult>>>;
}

/** Who signed in, by the identity in the token. */
export interface MailboxAccount {
  /** MSAL's key of the account: `<oid>.<tid>`. */
  readonly homeAccountId: string;
  readonly username: string;
  readonly tenantId: string;
}
