import type { MailboxSeed, MailFault } from "../model";
import type { Access } from "./access";
import type { Argument } from "./command";
import { Folder } from "./folder";

/** The end of a command: the words after its tag. */
export interface Completion {
  readonly status: "OK" | "NO" | "BAD";
  readonly text: string;
  /** An untagged BYE after which the server hangs up. */
  readonly bye?: string;
  /** Nothing is said at all. */
  readonly silent?: true;
}

/** One client's conversation. */
export interface Session {
  /** Sends one untagged line, or `+ …`; the line end is added. */
  readonly send: (line: string) => void;
  /** Reads a raw line from the client; undefined at the end of the connection. */
  readonly readLine: () => Promise<string | undefined>;
  readonly signIn: (response: string) => Exclude<Access, { readonly outcome: "off" }>;
  /** Whether a refusal is told in JSON first, as other servers do. */
  readonly challenge: () => boolean;
  /** What goes wrong with this command, when something is to. */
  readonly fault: (command: string) => MailFault | undefined;
  readonly log: (text: string) => void;
  state: State;
}

export type State =
  | { readonly kind: "guest"; readonly failures: number }
  /** Signed in, but no mailbox is there. */
  | { readonly kind: "notConnected"; readonly complaints: number }
  | {
      readonly kind: "connected";
      readonly mailbox: MailboxSeed;
      readonly folders: Map<string, Folder>;
      readonly selected?: { readonly folder: Folder; readonly readOnly: boolean };
    };

export type Connected = Extract<State, { readonly kind: "connected" }>;

/** A row of the table of commands. `needs` = what the session must have reached. */
export type CommandRow = {
  readonly names: readonly string[];
} & (
  | {
      readonly needs: "nothing";
      readonly run: (
        session: Session,
        args: readonly Argument[],
      ) => Completion | Promise<Completion>;
    }
  | {
      readonly needs: "mailbox";
      readonly run: (
        session: Session,
        args: readonly Argument[],
        state: Connected,
        name: string,
      ) => Completion | Promise<Completion>;
    }
  | {
      readonly needs: "folder";
      readonly run: (
        session: Session,
        args: readonly Argument[],
        selected: NonNullable<Connected["selected"]>,
        name: string,
      ) => Completion | Promise<Completion>;
    }
);

/** The answer the sandbox was told to give. */
export function toldCompletion({ reply = "", hangUp }: MailFault): Completion {
  const [, status = "BAD", text = reply] = /^(OK|NO|BAD) (.*)$/.exec(reply) ?? [];
  return {
    status: status as Completion["status"],
    text,
    ...(hangUp === true ? { bye: "Connection is closed. 13" } : {}),
    ...(reply === "" ? { silent: true } : {}),
  };
}

export const ok = (text: string): Completion => ({ status: "OK", text });
export const no = (text: string): Completion => ({ status: "NO", text });
/** Exchange's words for arguments it cannot read, as reported by clients. */
export const badArguments: Completion = { status: "BAD", text: "Command Argument Error. 11" };
export const badCommand: Completion = { status: "BAD", text: "Command Error. 12" };

/** A folder of the session, the same object each time: it holds the flags. */
export function folderOf(state: Connected, name: string): Folder {
  const folder =
    state.folders.get(name) ?? new Folder(name, state.mailbox, Date.now() - 2 * 60_000);
  folder.refresh();
  state.folders.set(name, folder);
  return folder;
}
