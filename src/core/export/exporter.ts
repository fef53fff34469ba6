import type { Message } from "../../base/message";
import type { Cloud } from "../cloud";
import type { ProtocolId } from "../mail/probe";
import type { SignInAudience } from "../registration/registration";

/** Stable: remembered choices and follow-ups name them. */
export type ExporterId =
  // Mail programs and what hands them tokens
  | "aerc"
  | "curl"
  | "emailOauth2Proxy"
  | "fetchmail"
  | "getmail6"
  | "gitSendEmail"
  | "himalaya"
  | "isync"
  | "msmtp"
  | "mutt"
  | "muttOauth2"
  | "neomutt"
  | "oama"
  | "offlineimap3"
  | "pizauth"
  | "swaks"
  | "thunderbird"
  // Servers
  | "aemForms"
  | "emailThisIssue"
  | "exchangePowerShell"
  // Code
  | "go"
  | "java"
  | "mailKit"
  | "node"
  | "python"
  // Data
  | "dotenv"
  | "json";

export type ExporterGroup = "mailProgram" | "server" | "code" | "data";

/**
 * Who hands a program its access token: our own helper, which answers while the editor runs, or one of the tools that
 * sign in by themselves.
 */
export type TokenSource = "tokenCommand" | "oama" | "pizauth" | "muttOauth2";

/** Protocols of a mail server: those that have a host and a port of their own. */
export type MailServerProtocol = Exclude<ProtocolId, "graph">;

export interface ServerAddress {
  readonly host: string;
  readonly port: number;
}

/** What is known of the mailbox that a program shall open. */
export interface ExportMailbox {
  /** The address opened, and the user name in the SASL frame. */
  readonly address: string;
  /** Who signs in. It differs from the address where the mailbox is shared; the app itself has none. */
  readonly username: string;
  /** `appOnly` = the app opens it by itself, without a user. */
  readonly kind: "delegated" | "appOnly";
  /** An account of outlook.com. */
  readonly personal: boolean;
  /** Tenant part of the authority: a GUID, `common`, `organizations` or `consumers`. */
  readonly authorityTenant: string;
  /** Where a sign-in in the browser of this computer comes back to. */
  readonly redirectUri: string;
}

/** What is known of the registration. One that was entered by hand is known by its client id and name alone. */
export interface ExportRegistration {
  readonly clientId: string;
  readonly name: string;
  /** Whether it signs in with a secret or certificate (Web, or without a user), or as a public client without any. */
  readonly client: "public" | "confidential";
  readonly audience?: SignInAudience | undefined;
  /** Directory (tenant) ID. */
  readonly tenantId?: string | undefined;
  /** Object id of the registration. */
  readonly objectId?: string | undefined;
  /** Object id of its ENTERPRISE application, where that was read. */
  readonly enterpriseObjectId?: string | undefined;
}

export interface ExportOptions {
  /** Absent where no source names the server of this cloud. */
  readonly servers: Readonly<Partial<Record<MailServerProtocol, ServerAddress>>>;
  /** PEM file of one more certificate authority, as an absolute path. */
  readonly caFile?: string | undefined;
  readonly tokenSource: TokenSource;
  /** Absolute path of the helper `entra-mail-token`. Without it the helper is looked for in PATH. */
  readonly tokenCommand?: string | undefined;
  /** Present only when the person chose to have secrets inserted while saving. */
  readonly clientSecret?: string | undefined;
}

export interface ExportInput {
  readonly mailbox: ExportMailbox;
  readonly registration: ExportRegistration;
  readonly cloud: Cloud;
  readonly options: ExportOptions;
}

/** One file of an exported configuration. */
export interface ExportedFile {
  /** A name to save it by, without a folder. */
  readonly name: string;
  /** The editor's language id for the preview. */
  readonly languageId: string;
  /** Lines end with LF, the last one too. */
  readonly text: string;
  /** True when the text carries a client secret: it is written with mode 0600 and never shown in a preview. */
  readonly holdsSecret: boolean;
  /** Where it goes, and what to do there. */
  readonly placement: Message;
  /**
   * The content of an existing file with this text added; absent where a file of this kind cannot be extended. What
   * was there stays as it was.
   * @throws Failure `input.invalid` (input `file`) when the file has such an entry already, or cannot be read
   */
  readonly appendTo?: (existing: string) => string;
}

/** A program that can open the mailbox, and the configuration it wants. */
export interface Exporter {
  readonly id: ExporterId;
  /** The name of the program, the same in every language. */
  readonly title: string;
  /** One line: what the program needs to work with it. */
  readonly needs: Message;
  readonly group: ExporterGroup;
  /** What the program does with the mailbox. */
  readonly protocols: readonly ProtocolId[];
  /** True when a confidential client's secret has a place in its configuration. */
  readonly takesSecret: boolean;
  /** Where several can hand it its token; the first is the best one. Absent where it asks nobody for tokens. */
  readonly tokenSources?: readonly TokenSource[];
  /** Why it cannot open this mailbox; undefined when it can. */
  readonly whyNot?: (input: ExportInput) => Message | undefined;
  /**
   * Call it through `writeExport`, which checks the input first.
   * @throws Failure `input.invalid` that names the input, for a value that the program's format cannot hold
   */
  readonly write: (input: ExportInput) => readonly ExportedFile[];
}
