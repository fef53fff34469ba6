import type { Event } from "../base/event";
import type { Cloud } from "./cloud";
import type { Interaction } from "./graphCall";
import type { LicenceReading } from "./mail/licence";
import type { Stage, Transcript } from "./mail/probe";
import type { GraphAccess } from "./management/graphAccess";
import type { MailboxAccount, TokensOf } from "./mailbox/mailbox";
import type { Message } from "../base/message";
import type { PersonFlowId } from "./oauth/flow";
import type { SignInPrompt } from "./oauth/signInPrompt";
import type { StoredState } from "./storedState";
import type { Iso8601 } from "./time";

export type { Clock } from "./time";
export type { GraphCall, Interaction } from "./graphCall";
export type {
  ApplicationDirectory,
  ConsentDirectory,
  PeopleDirectory,
  RegistrationPage,
} from "./directoryPorts";

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

export interface GraphTokenRequest {
  readonly interaction: Interaction;
  /** The value of a `WWW-Authenticate` header with a claims challenge, to be answered. */
  readonly wwwAuthenticate?: string | undefined;
  /** What the caller is about to do. */
  readonly access: GraphAccess;
  /** Stops what a sign-in started, as far as nobody else waits for it. */
  readonly signal?: AbortSignal | undefined;
}

export interface GraphToken {
  readonly accessToken: string;
  readonly accountLabel: string;
  readonly tenantId: string | undefined;
  /** From the token's `scp`; undefined when it cannot be read. */
  readonly scopes: readonly string[] | undefined;
  /** Template ids of the person's directory roles, from the claim `wids`; undefined when it cannot be read. */
  readonly directoryRoles: readonly string[] | undefined;
}

/** A way to get a token for Microsoft Graph; one row per back end. */
export interface GraphTokenSource {
  /** Fires when accounts or the settings that choose the client changed. */
  readonly onDidChange: Event<void>;
  /**
   * @returns undefined when `silent` and nobody is signed in.
   * @throws Failure `signIn.preauthorizationMissing`, `signIn.scopeMissing`, `signIn.methodUnavailable`,
   *   `oauth.*`, `input.invalid`; CancelledError.
   */
  token(request: GraphTokenRequest): Promise<GraphToken | undefined>;
}

// ---------------------------------------------------------------- mailbox sign-in

/** Which client asks for which rights at which authority. */
export interface OAuthClient {
  readonly cloud: Cloud;
  readonly clientId: string;
  /** GUID, `common`, `organizations` or `consumers`. */
  readonly authorityTenant: string;
  /** Value of the client secret, where the client proves itself with one. */
  readonly clientSecret?: string | undefined;
  /** Where the client proves itself with a signed assertion (RFC 7523) in place of a secret. */
  readonly certificate?: ClientCertificate | undefined;
}

export interface ClientCertificate {
  /** SHA-1 in upper-case hexadecimal digits. */
  readonly thumbprint: string;
  /** Private key (PKCS #8) and certificate, one after the other. */
  readonly pem: string;
}

export interface SignInRequest {
  readonly client: OAuthClient;
  readonly scopes: readonly string[];
  readonly loginHint: string | undefined;
  readonly flow: PersonFlowId;
  /**
   * The registered redirect URI. Flow `loopback`: `http://localhost`, with or without a path, its port does not count;
   * default `http://localhost`. Flow `paste`: any whose address the browser shows.
   */
  readonly redirectUri?: string | undefined;
  /** Scopes of another API to agree to at the same page; no token is asked for them now. */
  readonly consentTo?: readonly string[] | undefined;
  /** What the page asks in any case (OpenID Connect Core 3.1.2.1). Default: the account, where none is suggested. */
  readonly prompt?: SignInPrompt | undefined;
  readonly claims?: string | undefined;
}

/** What a flow needs from the person. */
export interface SignInInteraction {
  /** Opens the sign-in page in the system browser. False when the person refused. */
  openBrowser(url: string): Promise<boolean>;
  showDeviceCode(code: DeviceCode): void;
  /** Asks for the address at which the browser ended. It holds a code: it is shown as dots. @throws CancelledError */
  askPastedAnswer(question: PasteQuestion, signal: AbortSignal): Promise<string>;
}

export interface PasteQuestion {
  /** The sign-in page, for another browser. */
  readonly url: string;
  /** Where the browser ends. */
  readonly redirectUri: string;
  /** Why a text cannot be the answer; undefined = it can. */
  readonly check: (text: string) => Message | undefined;
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
  /** How often the tokens of the sign-in had been refreshed by then; absent where nobody counts. */
  readonly refreshes?: number | undefined;
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
  /** Forgets the tokens of one sign-in. @throws Failure `secret.unreadable` */
  remove(tokens: TokensOf): Promise<void>;
}

/** The one way to a refresh token for a person who asks for it. */
export interface RefreshTokenReader {
  /** @returns undefined when none is stored, as for an app that acts as itself. @throws Failure `secret.unreadable` */
  read(tokens: TokensOf): Promise<string | undefined>;
}

/** The mailboxes that sign in with stored tokens, as far as whoever writes these must know of them. */
export interface TokenOwners {
  readonly onDidChange: Event<void>;
  /** False once nobody signs in with them: what was signed out is not written again. */
  inUse(tokens: TokensOf): boolean;
  /** They have stopped working, until the person signs in. @param refreshes how often they had been refreshed */
  stopped(tokens: TokensOf, refreshes: number): Promise<void>;
  /** They work after all. */
  work(tokens: TokensOf, refreshes: number): Promise<void>;
}

/** Tokens of an app that acts as itself (client credentials grant); in memory only. */
export interface AppTokens {
  /**
   * From memory while it lasts, or new.
   * @throws Failure `oauth.*`, `input.invalid` (certificate.unreadable); CancelledError
   */
  acquire(request: AppTokenRequest, signal: AbortSignal): Promise<AccessGrant>;
  /** Forgets the tokens of a client. */
  forget(clientId: string): Promise<void>;
}

export interface AppTokenRequest {
  /** With a credential, at the authority of one directory. */
  readonly client: OAuthClient;
  /** One API's `.default`. */
  readonly scope: string;
  readonly forceRefresh?: boolean;
}

export interface SilentRequest {
  readonly client: OAuthClient;
  readonly scopes: readonly string[];
  readonly homeAccountId: string;
  readonly signInId?: string | undefined;
  readonly forceRefresh?: boolean;
}

/** Proves a client credential with a token request of the app itself (client credentials grant). */
export interface ClientCredentialProof {
  /**
   * @returns `proven`, or `refused` when the credential was (AADSTS7000215, 7000222, 700027 …), or `open` when the
   *   answer was about something else, such as a missing enterprise application
   * @throws Failure `oauth.unreachable`, `oauth.unexpectedAnswer`; CancelledError
   */
  prove(client: OAuthClient, signal: AbortSignal): Promise<CredentialVerdict>;
}

export type CredentialVerdict =
  | { readonly kind: "proven" }
  /** `aadsts`: the number alone. */
  | { readonly kind: "refused"; readonly aadsts: string | undefined; readonly text: string }
  | { readonly kind: "open"; readonly aadsts: string | undefined; readonly text: string };

// ---------------------------------------------------------------- mail

/** Where to log in, as whom, and what to open there. */
export interface LoginTarget {
  readonly host: string;
  readonly port: number;
  /** The user name in the SASL frame. */
  readonly user: string;
  /** The address that is opened; another one than {@link user} for a shared mailbox. */
  readonly address: string;
  readonly accessToken: string;
  /** A real message is sent to this address, from {@link address}. SMTP and Graph only; absent: nothing is sent. */
  readonly sendTo?: string | undefined;
}

/** Talks one protocol; one per row of `protocols`. */
export interface Dialer {
  /**
   * Logs in, does the first thing that needs the mailbox without changing anything, logs out. Never throws for what a
   * server or the network does: that is in the transcript. @throws Failure `input.invalid`; CancelledError
   */
  login(
    target: LoginTarget,
    signal: AbortSignal,
    onStage: (stage: Stage) => void,
  ): Promise<Transcript>;
}

/** Reads whether the account whose token it is has a mailbox. */
export interface LicenceReader {
  /** @param accessToken for Graph, with User.Read. @throws what the connection throws; CodedError `timeout`; CancelledError */
  read(cloud: Cloud, accessToken: string, signal: AbortSignal): Promise<LicenceReading>;
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
