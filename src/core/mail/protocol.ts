import type { Cloud } from "../cloud";
import type { PermissionName } from "../registration/permissions";
import type { ProtocolId } from "./probe";

/** A way to reach a mailbox; one row per protocol. */
export interface Protocol {
  readonly id: ProtocolId;
  /** The same in every language. */
  readonly name: string;
  readonly port: number;
  /** Where it is spoken; undefined where no source names a host. */
  readonly host: (cloud: Cloud, accounts: "work" | "personal") => string | undefined;
  /** Which API its token is for: Exchange Online's mail protocols share one, Microsoft Graph is another. */
  readonly resource: "mail" | "graph";
  /** The delegated permission its token must carry. */
  readonly permission: PermissionName;
  /** The application permission that does the same for a service without a user. */
  readonly applicationPermission: string;
  /** Permissions that include {@link permission}; empty where none does. */
  readonly includedIn: readonly string[];
}

/**
 * Ports and TLS: Exchange "authenticate an IMAP, POP or SMTP connection using OAuth"; IMAP and POP begin with TLS,
 * SMTP changes to it by STARTTLS. Graph permissions: "Get mailFolder".
 */
export const protocols: Readonly<Record<ProtocolId, Protocol>> = {
  imap: {
    id: "imap",
    name: "IMAP",
    port: 993,
    host: ({ imapHost }) => imapHost,
    resource: "mail",
    permission: "IMAP.AccessAsUser.All",
    applicationPermission: "IMAP.AccessAsApp",
    includedIn: [],
  },
  smtp: {
    id: "smtp",
    name: "SMTP",
    port: 587,
    host: ({ smtpHost, personalSmtpHost }, accounts) =>
      accounts === "personal" ? personalSmtpHost : smtpHost,
    resource: "mail",
    permission: "SMTP.Send",
    applicationPermission: "SMTP.SendAsApp",
    includedIn: [],
  },
  pop: {
    id: "pop",
    name: "POP",
    port: 995,
    host: ({ popHost }) => popHost,
    resource: "mail",
    permission: "POP.AccessAsUser.All",
    applicationPermission: "POP.AccessAsApp",
    includedIn: [],
  },
  graph: {
    id: "graph",
    name: "Graph",
    port: 443,
    host: ({ graphHost }) => graphHost,
    resource: "graph",
    permission: "Mail.Read",
    applicationPermission: "Mail.Read",
    includedIn: ["Mail.ReadWrite"],
  },
};

/** In the order of rows and reports. */
export const protocolList: readonly Protocol[] = Object.values(protocols);

export const { imap } = protocols;
