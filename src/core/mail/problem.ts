import type { StageId } from "./probe";

/** What kept a login from its end. Each judge knows those of its protocol. */
export type Problem =
  | "lookup"
  | "refused"
  | "timeout"
  | "tls"
  | "notMail"
  | "busy"
  | "bye"
  | "noXoauth2"
  /** The server takes no passwords, and was given one. */
  | "basicAuthBlocked"
  | "authenticateRefused"
  /** SMTP submission with a sign-in is switched off for the mailbox or the organisation. */
  | "smtpAuthOff"
  /** A policy of the organisation refused the sign-in. */
  | "policyRefused"
  | "notConnected"
  /** The right to use this protocol is there, the right to this mailbox is not. */
  | "mailboxDenied"
  /** There is no mailbox behind the address. */
  | "noMailbox"
  | "openRefused"
  | "senderRefused"
  | "sendRefused"
  | "closed"
  /** The server broke the protocol: too long, binary, or an answer to nothing. */
  | "garbled"
  | "unclear";

export type Reading =
  | { readonly ok: true }
  | { readonly ok: false; readonly problem: Problem; readonly stage: StageId };
