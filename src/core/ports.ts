import type { Event } from "../base/event";
import type { Cloud } from "./cloud";
import type { ImapTranscript, Stage } from "./mail/probe";
import type { MailboxAccount } from "./mailbox/mailbox";
import type { FlowId } from "./oauth/flow";
import type {
  ApplicationDraft,
  CreatedApplication,
  NewClientSecret,
  PasswordCredentialDraft,
  Registration,
  RegistrationSummary,
} from "./registration/registration";
import type { StoredState } from "./storedState";
import type { Iso8601 } from "./time";

export type { Clock } from "./time";

/** Makes a new random identifier (UUID). */
export type NewId = () => string;

// ---------------------------------------------------------------- log

/** Where the work leaves its trace. Every text passes the redactor on its way out. */
export interface Log {
  debug(text: string): void;
  info(text: string): void;
  warn(text: string): void;
  error(text: string, cause?: unknown): void;
}

// ---------------------------------------------------------------- sign-in for managing registrations

/** Whether a sign-in window may open. `prompt` only inside a gesture of the person. */
export type Interaction = "silent" | "prompt";

export interface GraphTokenRequest {
  readonly interaction: Interaction;
  /** The value of a `WWW-Authenticate` header with a claims challenge, to be answered. */
  readonly wwwAuthenticate?: string | undefined;
  /** What the caller is about to do. `write` = create, change, delete registrations. */
  readonly access: "read" | "write";
}

export interface GraphToken {
  readonly accessToken: string;
  readonly accountLabel: string;
  readonly tenantId: string | undefined;
  /** From the token's `scp`; undefined when it cannot be read. */
  readonly scopes: readonly string[] | undefined;
}

/** A way to get a token for Microsoft Graph; one row per back end. */
export interface GraphTokenSource {
  /** Fires when accounts or the settings that choose the client changed. */
  readonly onDidChange: Event<void>;
  /**
   * @returns undefined when `silent` and nobody is signed in.
   * @throws Failure `signIn.preauthorizationMissing`, `signIn.scopeMissing`, `oauth.refused`; CancelledError.
   */
  token(request: GraphTokenRequest): Promise<GraphToken | undefined>;
}

// ---------------------------------------------------------------- Graph

export interface RegistrationPage {
  readonly items: readonly RegistrationSummary[];
  /** Number of all registrations, where Graph told it. */
  readonly total: number | undefined;
  /** Opaque; undefined on the last page. */
  readonly next: string | undefined;
}

/**
 * The applications of a directory. Reads are retried at most twice; writes are never re-sent blindly: when
 * nothing tells whether one happened it fails with `graph.outcomeUnknown`, also when it was cancelled after it
 * was sent: CancelledError from a write means that it did not happen.
 * All methods throw Failure `graph.*` or `signIn.*`, and CancelledError.
 */
export interface ApplicationDirectory {
  /** 100 registrations by name, from the start or from `next` of the page before. */
  listPage(next: string | undefined, call: GraphCall): Promise<RegistrationPage>;
  get(objectId: string, call: GraphCall): Promise<Registration>;
  create(draft: ApplicationDraft, call: GraphCall): Promise<CreatedApplication>;
  /** Finds what an unanswered {@link create} may have made. */
  findByTag(tag: string, call: GraphCall): Promise<readonly Registration[]>;
  addPassword(
    objectId: string,
    draft: PasswordCredentialDraft,
    call: GraphCall,
  ): Promise<NewClientSecret>;
  removePassword(objectId: string, keyId: string, call: GraphCall): Promise<void>;
  delete(objectId: string, call: GraphCall): Promise<void>;
}

export interface GraphCall {
  readonly interaction: Interaction;
  readonly signal: AbortSignal;
  /** Told when the call waits because Graph asked for it. */
  readonly onWait?: ((seconds: number) => void) | undefined;
}

// ---------------------------------------------------------------- mailbox sign-in

/** Which client asks for which rights at which authority. */
export interface OAuthClient {
  readonly cloud: Cloud;
  readonly clientId: string;
  /** GUID, `common`, `organizations` or `consumers`. */
  readonly authorityTenant: string;
  /** Web platform only: value of the client secret. */
  readonly clientSecret?: string | undefined;
}

export interface SignInRequest {
  readonly client: OAuthClient;
  readonly scopes: readonly string[];
  readonly loginHint: string | undefined;
  readonly flow: FlowId;
  /**
   * The registered loopback redirect URI (`http://localhost`, with or without a path); its port does not
   * count. Default `http://localhost`. Flow `loopback` only.
   */
  readonly redirectUri?: string | undefined;
  readonly claims?: string | undefined;
}

/** What a flow needs from the person. */
export interface SignInInteraction {
  /** Opens the sign-in page in the system browser. False when the person refused. */
  openBrowser(url: string): Promise<boolean>;
  showDeviceCode(code: DeviceCode): void;
}

export interface DeviceCode {
  readonly userCode: string;
  readonly verificationUri: string;
  readonly expiresAt: Iso8601;
}

/** A token and whose it is. The token stays in memory and goes nowhere but into the connection. */
export interface AccessGrant {
  readonly accessToken: string;
  readonly expiresAt: Iso8601 | undefined;
  readonly scopes: readonly string[];
  readonly account: MailboxAccount;
}

/** OAuth for mailboxes; tokens are kept in SecretStorage, one entry per client id and account. */
export interface MailboxTokens {
  /** @throws Failure `oauth.*`; CancelledError */
  signIn(
    request: SignInRequest,
    interaction: SignInInteraction,
    signal: AbortSignal,
  ): Promise<AccessGrant>;
  /**
   * From the cache, or by the refresh token.
   * @throws Failure `oauth.interactionRequired` when the person must sign in, other `oauth.*`; CancelledError
   */
  silent(request: SilentRequest, signal: AbortSignal): Promise<AccessGrant>;
  /** Forgets the tokens of one account. */
  remove(clientId: string, homeAccountId: string): Promise<void>;
}

export interface SilentRequest {
  readonly client: OAuthClient;
  readonly scopes: readonly string[];
  readonly homeAccountId: string;
  readonly forceRefresh?: boolean;
}

// ---------------------------------------------------------------- mail

export interface ImapTarget {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly accessToken: string;
}

export interface ImapDialer {
  /**
   * Logs in, opens INBOX read-only, logs out. Never throws for what a server or the network does: that is in
   * the transcript. @throws CancelledError
   */
  login(
    target: ImapTarget,
    signal: AbortSignal,
    onStage: (stage: Stage) => void,
  ): Promise<ImapTranscript>;
}

// ---------------------------------------------------------------- this editor's stores

/** The editor's SecretStorage. A value can be missing at any time. */
export interface SecretStore {
  get(key: string): Promise<string | undefined>;
  /** Writes, reads back and compares. @throws Failure `secret.notKept` */
  set(key: string, value: string): Promise<void>;
  delete(key: string): Promise<void>;
  keys(): Promise<readonly string[]>;
  /** Fires with the key, also for changes of other windows. */
  readonly onDidChange: Event<string>;
}

/** The one versioned entry in the editor's global state. Never a secret. */
export interface StateStore {
  readonly state: StoredState;
  readonly onDidChange: Event<void>;
  /**
   * Applies `change` to the newest state and writes it, one change after another.
   * @throws Failure `state.newer` when a newer version of the extension wrote the state
   */
  update(change: (state: StoredState) => StoredState): Promise<void>;
}

/** The settings that services need, read anew at each use. */
export interface SettingsReader {
  readonly cloud: Cloud;
  readonly expiryWarningDays: number;
  readonly onDidChange: Event<void>;
}
