import type { World } from "../../model";
import type { Access } from "../access";
import { serverName } from "../listener";

/** Who has signed in, and as which mailbox. */
export type Account = Extract<Access, { readonly outcome: "connected" }>;

/** A message that is being handed in (RFC 5321 §4.1.1.2). */
export interface Envelope {
  readonly from: string;
  readonly recipients: string[];
  /** What BDAT has brought so far, bytes as latin1. */
  chunks: string;
}

/** One client's conversation. */
export interface SmtpSession {
  readonly world: World;
  readonly send: (line: string) => void;
  /** Reads a raw line from the client; undefined at the end of the connection. */
  readonly readLine: () => Promise<string | undefined>;
  readonly readBytes: (count: number) => Promise<Buffer | undefined>;
  readonly signIn: (response: string) => Access;
  readonly log: (text: string) => void;
  secure: boolean;
  greeted: boolean;
  failures: number;
  account: Account | undefined;
  envelope: Envelope | undefined;
}

/** The answer to a command: its lines; without lines, silence. `next`: what the server does afterwards. */
export interface SmtpReply {
  readonly lines: readonly string[];
  readonly next?: "hangUp" | "startTls";
}

export interface SmtpCommandRow {
  readonly name: string;
  /** How far the session must have come. */
  readonly needs: "nothing" | "hello" | "account" | "envelope";
  readonly run: (session: SmtpSession, rest: string) => SmtpReply | Promise<SmtpReply>;
}

export const reply = (line: string): SmtpReply => ({ lines: [line] });

/** Refusals name the server that gives them. */
export const refuse = (line: string): SmtpReply => reply(`${line} [${serverName}]`);
