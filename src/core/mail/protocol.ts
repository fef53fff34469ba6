import type { Cloud } from "../cloud";
import type { PermissionName } from "../registration/permissions";
import type { ProtocolId } from "./probe";

/** A way to reach a mailbox; one row per protocol. */
export interface Protocol {
  readonly id: ProtocolId;
  /** The same in every language. */
  readonly name: string;
  readonly port: number;
  readonly host: (cloud: Cloud) => string;
  /** The delegated permission its token must carry. */
  readonly permission: PermissionName;
  /** The application permission that does the same for a service without a user. */
  readonly applicationPermission: string;
}

/** IMAP over TLS from the first byte. Source: Exchange "authenticate an IMAP, POP or SMTP application by OAuth". */
export const imap: Protocol = {
  id: "imap",
  name: "IMAP",
  port: 993,
  host: ({ imapHost }) => imapHost,
  permission: "IMAP.AccessAsUser.All",
  applicationPermission: "IMAP.AccessAsApp",
};
