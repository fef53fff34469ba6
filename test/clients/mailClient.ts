import type { ExporterId, MailServerProtocol } from "../../src/core/export/exporter";
import type { ClientHome } from "./clientHome";
import type { Ended } from "./ended";

/** A message that a program sends. */
export interface Letter {
  readonly from: string;
  readonly to: string;
  readonly subject: string;
}

/** What a program is given to do. */
export interface Task {
  readonly home: ClientHome;
  /** The exported file, by its name, where its program looks for it. */
  readonly file: (name?: string) => string;
  readonly letter: Letter;
  /** For programs that take one more certificate authority by their environment only. */
  readonly caFile: string;
}

/** One thing a program does with the mailbox. */
export interface ClientUse {
  /** By IMAP and POP it reads: the message it fetched stands in the output. What it sends by SMTP is looked for in the mailbox. */
  readonly protocol: MailServerProtocol;
  readonly run: (task: Task) => Promise<Ended>;
  /**
   * With a wrong token: how the program ends, and the words a person sees. Programs that stay open and say it on their
   * screen are told to quit.
   */
  readonly refused: { readonly exit: number | null; readonly says: RegExp };
}

/** A mail program of Debian, and what its exported configuration is tried with. */
export interface MailClient {
  readonly exporter: ExporterId;
  /** Its file, by which it is known to be installed. */
  readonly program: string;
  /** Where the exported files go, below the home folder. */
  readonly place: string;
  readonly uses: readonly ClientUse[];
}
