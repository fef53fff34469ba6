import type { Finding } from "../diagnosis/finding";
import type { Iso8601 } from "../time";

/** The ways to reach a mailbox that are proven here. */
export type ProtocolId = "imap" | "smtp" | "pop" | "graph";

/** What happens during a login test, in order. */
export type StageId =
  | "lookup"
  | "connect"
  | "tls"
  | "greeting"
  | "capability"
  | "authenticate"
  | "open";

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
export interface ImapTranscript {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly stages: readonly Stage[];
  readonly tls: TlsFacts | undefined;
  readonly greeting: string | undefined;
  readonly capabilities: readonly string[];
  /** The server's answer to AUTHENTICATE, where one came. */
  readonly authenticate: ImapAnswer | undefined;
  /** The server's answer to the first command that needs the mailbox. */
  readonly open: ImapAnswer | undefined;
  readonly messages: number | undefined;
  /** Text of a BYE, where one came. */
  readonly bye: string | undefined;
  /**
   * Why the connection ended early: errno, TLS code, `ERR_TLS_NOT_OFFERED` (no STARTTLS), `TIMEOUT`, `CLOSED`, or
   * `PROTOCOL` for an answer that is no IMAP.
   */
  readonly failure: { readonly code: string; readonly text: string } | undefined;
}

export interface ImapAnswer {
  readonly status: "OK" | "NO" | "BAD";
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
