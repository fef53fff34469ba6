import type { Socket } from "node:net";
import { TLSSocket } from "node:tls";
import SmtpConnection from "nodemailer/lib/smtp-connection";
import type { LoginTarget } from "../../../core/ports";

/** A login test reads a handful of short lines. */
const replyLimit = 64 * 1024;
/** nodemailer's limits, which must not come before ours. */
const ownLimit = 60_000;

/**
 * Under which name nodemailer is told to sign in. It is never sent, and not XOAUTH2: that name is nodemailer's own, and
 * without its token generator it would take a password in its place.
 */
export const ownMechanism = "OURS";

/** Sends a command and waits for its answer. */
export type Ask = (command: string) => Promise<string>;

export interface SmtpWiring {
  readonly target: LoginTarget;
  /** Connected already, and with TLS where the connection begins with it. */
  readonly socket: Socket;
  readonly implicitTls: boolean;
  /** An answer as it came, with all its lines. */
  readonly onReply: (text: string) => void;
  /** Line of each command as it goes out, credentials left out. */
  readonly onCommand: (line: string) => void;
  /** A handshake begins on this socket (STARTTLS). */
  readonly onUpgrade: (secure: TLSSocket) => void;
  /** Something came between the answer to STARTTLS and the handshake (RFC 3207 §6). */
  readonly onInjection: () => void;
  readonly signIn: (ask: Ask) => Promise<void>;
}

/** nodemailer's inner members for STARTTLS and the socket. They are of version 10.6.1, which is pinned. */
const upgradeMember = "_upgradeConnection";
const socketMember = "_socket";

interface Internals {
  [upgradeMember](done: (error: unknown, secured?: boolean) => void): void;
  readonly [socketMember]: unknown;
}

interface LogEntry {
  readonly tnx?: unknown;
  readonly discarded?: unknown;
}

/**
 * nodemailer's SMTP connection on our socket. Its own XOAUTH2 asks for another token after a challenge and loses the
 * server's refusal over it, so the sign-in is a mechanism of ours; its TLS socket is handed out to be watched.
 */
export function smtpClient(wiring: SmtpWiring): SmtpConnection {
  const { target, socket, implicitTls, onUpgrade } = wiring;
  const client = new SmtpConnection({
    host: target.host,
    port: target.port,
    connection: socket,
    secure: implicitTls,
    secured: implicitTls,
    // Without this nodemailer goes on in clear text when STARTTLS is not offered, token and all.
    requireTLS: !implicitTls,
    tls: { rejectUnauthorized: true },
    // An address literal (RFC 5321 §4.1.3) in place of this computer's name, which concerns nobody
    name: "[127.0.0.1]",
    connectionTimeout: ownLimit,
    greetingTimeout: ownLimit,
    socketTimeout: ownLimit,
    socketCloseTimeout: 0,
    maxResponseSize: replyLimit,
    transactionLog: true,
    logger: logger(wiring),
    customAuth: {
      [ownMechanism]: async (context) =>
        await wiring.signIn(async (command) => (await context.sendCommand(command)).response),
    },
  });
  const internals = client as unknown as Internals;
  const upgrade = internals[upgradeMember].bind(client);
  internals[upgradeMember] = (done) => {
    upgrade(done);
    const secure = internals[socketMember];
    if (secure instanceof TLSSocket) onUpgrade(secure);
  };
  return client;
}

function logger({ onReply, onCommand, onInjection }: SmtpWiring): object {
  return {
    debug: ({ tnx }: LogEntry, text: unknown) => {
      if (tnx === "server") onReply(String(text));
      if (tnx === "client") onCommand(String(text));
    },
    warn: ({ discarded }: LogEntry) => {
      if (discarded !== undefined) onInjection();
    },
    trace: ignore,
    info: ignore,
    error: ignore,
    fatal: ignore,
  };
}

function ignore(): void {
  // Nothing else of what nodemailer logs is of use here.
}
