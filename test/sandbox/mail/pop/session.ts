import type { MailboxSeed, MailFault, StoredMessage } from "../../model";
import type { Access } from "../access";

/** One client's conversation (RFC 1939 §3). */
export interface PopSession {
  /** Sends lines; the line ends are added. */
  readonly send: (...lines: readonly string[]) => void;
  /** Reads a raw line from the client; undefined at the end of the connection. */
  readonly readLine: () => Promise<string | undefined>;
  readonly signIn: (response: string) => Access;
  readonly challenge: () => boolean;
  readonly log: (text: string) => void;
  state: PopState;
}

export type PopState = { readonly kind: "guest"; failures: number; user?: string } | Transaction;

/** The maildrop as it was at sign-in; what is marked is removed by QUIT. */
export interface Transaction {
  readonly kind: "transaction";
  readonly mailbox: MailboxSeed;
  readonly messages: readonly StoredMessage[];
  /** Indexes. */
  readonly deleted: Set<number>;
}

/**
 * The answer to a command; without a line, silence. `lines` follow the first line and end with a dot. `end`: the
 * server hangs up.
 */
export interface PopAnswer {
  readonly line?: string;
  readonly lines?: readonly string[];
  readonly end?: boolean;
}

export type PopCommandRow = {
  readonly name: string;
} & (
  | {
      readonly needs: "nothing" | "guest";
      readonly run: (
        session: PopSession,
        args: readonly string[],
      ) => PopAnswer | Promise<PopAnswer>;
    }
  | {
      readonly needs: "transaction";
      readonly run: (transaction: Transaction, args: readonly string[]) => PopAnswer;
    }
);

export const ok = (text = ""): PopAnswer => ({ line: text === "" ? "+OK" : `+OK ${text}` });
export const refuse = (text: string): PopAnswer => ({ line: `-ERR ${text}` });

/** Words of Exchange for a command it does not know or cannot read (freescout#2810). */
export const protocolError = refuse("Protocol error. 19");

/** The answer the sandbox was told to give. */
export const toldAnswer = ({ reply, hangUp }: MailFault): PopAnswer => ({
  ...(reply === undefined ? {} : { line: reply }),
  end: hangUp === true,
});
