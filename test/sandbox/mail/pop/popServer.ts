import type { Socket } from "node:net";
import type { VerifyToken } from "../../identity/accessTokens";
import type { World } from "../../model";
import { signIn } from "../access";
import { type Input, TooLong } from "../input";
import { greetingMark, listenForMail, type MailServer, type ServerTls } from "../listener";
import { takeFault } from "../mailFaults";
import { guestCommands } from "./guestCommands";
import { maildropCommands, update } from "./maildropCommands";
import {
  ok,
  type PopAnswer,
  type PopCommandRow,
  type PopSession,
  protocolError,
  toldAnswer,
} from "./session";

export interface PopOptions {
  /** Told why a sign-in was refused; never a token. */
  readonly log?: (text: string) => void;
}

/** Longest line taken. An XOAUTH2 response with a 2 KB token needs about 3 KB. */
const lineLimit = 32 * 1024;

const quit: PopCommandRow = {
  name: "QUIT",
  needs: "nothing",
  run: ({ state }) => {
    if (state.kind === "transaction") {
      update(state);
    }
    return { ...ok("Microsoft Exchange Server POP3 server signing off."), end: true };
  },
};

const rows = new Map<string, PopCommandRow>(
  [...guestCommands, ...maildropCommands, quit].map((row) => [row.name, row] as const),
);

/** The words of an Exchange Server 2003; those of Exchange Online are unverified (MailKit#391). */
const wrongState: PopAnswer = { line: "-ERR Command is not valid in this state." };

function perform(session: PopSession, line: string): PopAnswer | Promise<PopAnswer> {
  const [name = "", ...args] = line.trim().split(/ +/);
  const row = rows.get(name.toUpperCase());
  const { state } = session;
  if (row === undefined) {
    return protocolError;
  }
  if (row.needs === "transaction") {
    return state.kind === "transaction" ? row.run(state, args) : wrongState;
  }
  return row.needs === "guest" && state.kind !== "guest" ? wrongState : row.run(session, args);
}

/** Lines of a multi-line answer: a leading dot is doubled (RFC 1939 §3). */
const stuffed = (lines: readonly string[]): string[] => [
  ...lines.map((line) => (line.startsWith(".") ? `.${line}` : line)),
  ".",
];

/** What the sandbox was told to answer to a command. */
type Fault = (command: string) => PopAnswer | undefined;

async function converse(input: Input, session: PopSession, fault: Fault): Promise<void> {
  const greeting = ok(`The Microsoft Exchange POP3 service is ready. [${greetingMark}]`);
  let answer = fault("CONNECT") ?? greeting;
  for (;;) {
    const { line, lines, end } = answer;
    if (line !== undefined) {
      session.send(line, ...(lines === undefined ? [] : stuffed(lines)));
    }
    const next = end === true ? undefined : await input.line(lineLimit);
    if (next === undefined) {
      return;
    }
    const command = next.trim().split(" ")[0]?.toUpperCase() ?? "";
    answer = fault(command) ?? (await perform(session, next));
  }
}

async function serve(
  socket: Socket,
  input: Input,
  session: PopSession,
  fault: Fault,
): Promise<void> {
  try {
    await converse(input, session, fault);
  } catch (error) {
    if (!(error instanceof TooLong)) {
      const text = error instanceof Error ? error.message : String(error);
      session.log(`DEFECT OF THE SANDBOX in POP: ${text}`);
    }
    session.send("-ERR Protocol error. Connection is closed. 10");
  } finally {
    socket.end();
  }
}

/**
 * A POP3 server in the dialect of Exchange Online, implicit TLS on a free loopback port: XOAUTH2 in two lines, with
 * tokens of the sandbox's identity part.
 */
export async function startPopServer(
  world: World,
  verify: VerifyToken,
  tls: ServerTls,
  { log = (text) => console.error(text) }: PopOptions = {},
): Promise<MailServer> {
  return listenForMail(tls, async (socket, input) => {
    const session: PopSession = {
      state: { kind: "guest", failures: 0 },
      log,
      send: (...lines) => socket.write(lines.map((line) => `${line}\r\n`).join(""), "latin1"),
      readLine: () => input.line(lineLimit),
      challenge: () => world.settings.mailChallenge,
      signIn: (response) => signIn(world, verify, "pop", response),
    };
    await serve(socket, input, session, (command) => {
      const { state } = session;
      const mailbox = state.kind === "transaction" ? state.mailbox.address : undefined;
      const fault = takeFault(world, "pop", command, mailbox);
      return fault && toldAnswer(fault);
    });
  });
}
