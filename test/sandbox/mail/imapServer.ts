import { type AddressInfo, type Socket } from "node:net";
import { createServer } from "node:tls";
import type { VerifyToken } from "../identity/accessTokens";
import type { World } from "../model";
import { accessOf, readXoauth2 } from "./access";
import { type Command, readCommand } from "./command";
import { folderCommands } from "./folderCommands";
import { guestCommands } from "./guestCommands";
import { Input, TooLong } from "./input";
import { mailboxCommands } from "./mailboxCommands";
import {
  badArguments,
  badCommand,
  type CommandRow,
  type Completion,
  type Session,
} from "./session";

export interface ImapOptions {
  /** Told why a sign-in was refused; never a token. */
  readonly log?: (text: string) => void;
  /** How a mailbox with IMAP switched off shows itself. */
  readonly imapOff?: "refused" | "notConnected";
}

export interface ImapServer {
  readonly port: number;
  close(): Promise<void>;
}

const idleLimitMs = 10 * 60_000;
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

async function converse(socket: Socket, input: Input, session: Session): Promise<void> {
  // In brackets: base64 of the answering server's name in UTF-16, as Exchange Online greets.
  const server = Buffer.from("SANDBOX.PROD.OUTLOOK.TEST", "utf16le").toString("base64");
  session.send(`* OK The Microsoft Exchange IMAP4 service is ready. [${server}]`);
  for (;;) {
    const command = await readCommand(input, session.state.kind !== "guest", () => {
      session.send("+ Ready for additional command text.");
    });
    if (command === undefined) {
      return;
    }
    const { status, text, bye } = await perform(session, command);
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
 * @param tls PEM texts.
 */
export async function startImapServer(
  world: World,
  verify: VerifyToken,
  tls: { readonly cert: string; readonly key: string },
  { log = (text) => console.error(text), imapOff = "refused" }: ImapOptions = {},
): Promise<ImapServer> {
  const sockets = new Set<Socket>();
  const server = createServer({ cert: tls.cert, key: tls.key }, (socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
    socket.on("error", () => socket.destroy());
    socket.setTimeout(idleLimitMs, () => socket.destroy());
    const input = new Input(socket);
    const session: Session = {
      state: { kind: "guest", failures: 0 },
      log,
      send: (line) => socket.write(`${line}\r\n`, "latin1"),
      readLine: () => input.line(lineLimit),
      signIn: (response) => {
        const credentials = readXoauth2(response);
        return credentials === undefined
          ? { outcome: "refused", reason: "the response is not an XOAUTH2 frame" }
          : accessOf(world, verify, credentials, imapOff);
      },
    };
    void serve(socket, session, input);
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    close: () => {
      for (const socket of sockets) {
        socket.destroy();
      }
      return new Promise((resolve) => {
        server.close(() => resolve());
      });
    },
  };
}
