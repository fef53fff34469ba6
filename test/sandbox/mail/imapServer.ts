import type { Socket } from "node:net";
import type { VerifyToken } from "../identity/accessTokens";
import type { World } from "../model";
import { signIn } from "./access";
import { type Command, readCommand } from "./command";
import { folderCommands } from "./folderCommands";
import { guestCommands } from "./guestCommands";
import { type Input, TooLong } from "./input";
import { greetingMark, listenForMail, type MailServer, type ServerTls } from "./listener";
import { takeFault } from "./mailFaults";
import { mailboxCommands } from "./mailboxCommands";
import {
  badArguments,
  badCommand,
  type CommandRow,
  type Completion,
  type Session,
  toldCompletion,
} from "./session";

export interface ImapOptions {
  /** Told why a sign-in was refused; never a token. */
  readonly log?: (text: string) => void;
  /** How a mailbox with IMAP switched off shows itself. */
  readonly imapOff?: "refused" | "notConnected";
}

/** Longest SASL response or IDLE line. */
const lineLimit = 32 * 1024;

const rows = new Map<string, CommandRow>(
  [...guestCommands, ...mailboxCommands, ...folderCommands].flatMap((row) =>
    row.names.map((name) => [name, row] as const),
  ),
);

const invalidState: Completion = { status: "BAD", text: "Command received in Invalid state." };

/** The first complaint keeps the connection, the second ends it (MailKit#1496, email-oauth2-proxy#74). */
function notConnected(session: Session, complaints: number): Completion {
  session.state = { kind: "notConnected", complaints: complaints + 1 };
  return {
    status: "BAD",
    text: "User is authenticated but not connected.",
    ...(complaints > 0 ? { bye: "Connection closed. 14" } : {}),
  };
}

async function perform(session: Session, { name, args }: Command): Promise<Completion> {
  const row = rows.get(name);
  const { state } = session;
  if (row === undefined) {
    return badCommand;
  }
  if (args === undefined) {
    return badArguments;
  }
  if (row.needs === "nothing") {
    return row.run(session, args);
  }
  if (state.kind !== "connected") {
    return state.kind === "guest" ? invalidState : notConnected(session, state.complaints);
  }
  if (row.needs === "mailbox") {
    return row.run(session, args, state, name);
  }
  return state.selected === undefined ? invalidState : row.run(session, args, state.selected, name);
}

/** Whether there is somebody to talk to afterwards. */
function greet(session: Session): boolean {
  const fault = session.fault("CONNECT");
  const words = `OK The Microsoft Exchange IMAP4 service is ready. [${greetingMark}]`;
  const text = fault === undefined ? words : fault.reply;
  if (text !== undefined) {
    session.send(`* ${text}`);
  }
  return fault?.hangUp !== true;
}

async function converse(socket: Socket, input: Input, session: Session): Promise<void> {
  if (!greet(session)) {
    return;
  }
  for (;;) {
    const command = await readCommand(input, session.state.kind !== "guest", () => {
      session.send("+ Ready for additional command text.");
    });
    if (command === undefined) {
      return;
    }
    const fault = session.fault(command.name === "AUTHENTICATE" ? "AUTH" : command.name);
    const completion =
      fault === undefined ? await perform(session, command) : toldCompletion(fault);
    const { status, text, bye, silent = false } = completion;
    if (silent) {
      if (bye !== undefined) {
        return;
      }
      continue;
    }
    const tagged = `${command.tag} ${status} ${text}`;
    if (bye !== undefined) {
      // LOGOUT says goodbye before its OK (RFC 3501 §6.1.3), a refusal after it.
      const lines = [tagged, `* BYE ${bye}`];
      session.send((status === "OK" ? lines.toReversed() : lines).join("\r\n"));
      return;
    }
    session.send(tagged);
    if (!socket.writable) {
      return;
    }
  }
}

async function serve(socket: Socket, session: Session, input: Input): Promise<void> {
  try {
    await converse(socket, input, session);
  } catch (error) {
    if (error instanceof TooLong) {
      session.send("* BYE Connection is closed. 12");
    } else {
      const text = error instanceof Error ? error.message : String(error);
      session.log(`DEFECT OF THE SANDBOX in IMAP: ${text}`);
      session.send("* BYE Server unavailable. 15");
    }
  } finally {
    socket.end();
  }
}

/**
 * An IMAP server in the dialect of Exchange Online, implicit TLS on a free loopback port: XOAUTH2 with tokens of the
 * sandbox's identity part, reading of mailboxes, nothing that changes them for others.
 */
export async function startImapServer(
  world: World,
  verify: VerifyToken,
  tls: ServerTls,
  { log = (text) => console.error(text), imapOff = "refused" }: ImapOptions = {},
): Promise<MailServer> {
  return listenForMail(tls, async (socket, input) => {
    const session: Session = {
      state: { kind: "guest", failures: 0 },
      challenge: () => world.settings.mailChallenge,
      log,
      send: (line) => socket.write(`${line}\r\n`, "latin1"),
      readLine: () => input.line(lineLimit),
      fault: (command) => {
        const mailbox =
          session.state.kind === "connected" ? session.state.mailbox.address : undefined;
        return takeFault(world, "imap", command, mailbox);
      },
      signIn: (response) => {
        const access = signIn(world, verify, "imap", response);
        return access.outcome === "off" ? { ...access, outcome: imapOff } : access;
      },
    };
    await serve(socket, session, input);
  });
}
