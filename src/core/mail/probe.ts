import type { Finding } from "../diagnosis/finding";
import type { Iso8601 } from "../time";

/** The ways to reach a mailbox that are proven here. */
export type ProtocolId = "imap" | "smtp" | "pop" | "graph";

/**
 * What happens during a login test, in order. `open` is the first thing that needs the mailbox: authentication is not
 * access. `send` is the message to oneself, where one was asked for.
 */
export type StageId =
  | "lookup"
  | "connect"
  | "tls"
  | "greeting"
  | "capability"
  | "authenticate"
  | "open"
  | "send";

/** One stage as it happened. `detail` is evidence and may hold server text. */
export interface Stage {
  readonly id: StageId;
  readonly outcome: "ok" | "failed";
  readonly milliseconds: number;
  readonly detail: string;
}

/** Certificate and protocol of the TLS connection, where one came about. */
export interface TlsFacts {
  readonly protocol: string;
  readonly subject: string;
  readonly issuer: string;
  readonly validTo: Iso8601 | undefined;
}

/** What a dialer saw: no judgement, no credential. */
export interface Transcript {
  readonly protocol: ProtocolId;
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly stages: readonly Stage[];
  readonly tls: TlsFacts | undefined;
  readonly greeting: string | undefined;
  readonly capabilities: readonly string[];
  /** The server's answer to the sign-in, where one came. */
  readonly authenticate: Answer | undefined;
  /** The server's answer to the first command that needs the mailbox. */
  readonly open: Answer | undefined;
  /** The server's answer to a message to oneself, where one was sent. */
  readonly send?: Answer | undefined;
  readonly messages: number | undefined;
  /** What the server said when it ended the connection: IMAP BYE, SMTP 421. */
  readonly bye: string | undefined;
  /**
   * Why the connection ended early: errno, TLS code, `ERR_TLS_NOT_OFFERED` (no STARTTLS), `TIMEOUT`, `CLOSED`, or
   * `PROTOCOL` for an answer that is none of the protocol.
   */
  readonly failure: { readonly code: string; readonly text: string } | undefined;
}

export interface Answer {
  readonly accepted: boolean;
  /** As the protocol has it: `OK`, `NO`, `BAD`; `+OK`, `-ERR`; `235`, `535`; `200`, `403`. */
  readonly status: string;
  /** The words behind it, with the enhanced status or error code where there is one. */
  readonly text: string;
  /** Decoded JSON of a challenge that came before the refusal. */
  readonly challenge: string | undefined;
}

/** The judged result of a test, small enough to be kept in the state. */
export interface ProbeResult {
  readonly protocol: ProtocolId;
  readonly at: Iso8601;
  readonly ok: boolean;
  readonly milliseconds: number;
  readonly messages: number | undefined;
  readonly findings: readonly Finding[];
}
