import type { MailTokens } from "./mailTokens";
import type { MailServers } from "../sandbox/mail/mailServers";
import type { MailboxSeed, MailFault, World } from "../sandbox/model";

/**
 * Mail servers without a tenant around them, for tests: the ports are on 127.0.0.1, under a certificate for
 * `localhost` and for Microsoft's mail hosts (`hostMap` leads those here); tokens are issued by a word from the test.
 */
export interface MailStand extends MailServers, Omit<MailTokens, "verify"> {
  /** The name to connect to. */
  readonly host: "localhost";
  /** PEM text of the certificate and its authority, and the authority's file. */
  readonly ca: string;
  readonly caFile: string;
  readonly world: World;
  /** A mailbox, whose flags (`imapEnabled`, `popEnabled`, `smtpAuthDisabled`, `licensed`, …) may be set. */
  mailbox(address: string): MailboxSeed;
}

/** The embedded servers, which can be told to do wrong. */
export interface EmbeddedMail extends MailStand {
  /** Why the servers refused, newest last. */
  readonly log: readonly string[];
  /** What goes wrong next: `{ protocol: "smtp", command: "MAIL", reply: "451 4.7.500 Server busy." }`. */
  fault(fault: Omit<MailFault, "times"> & { readonly times?: number }): void;
}

/** Names of the certificate. */
export const standNames: readonly string[] = [
  "localhost",
  "outlook.office365.com",
  "smtp.office365.com",
  "smtp-mail.outlook.com",
];

/** @throws Error when the sandbox has no such mailbox. */
export function mailboxIn(world: World, address: string): MailboxSeed {
  const mailbox = world.mailboxes.get(address.toLowerCase());
  if (mailbox === undefined) throw new Error(`The sandbox has no mailbox ${address}.`);
  return mailbox;
}
