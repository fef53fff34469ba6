import type { Socket } from "node:net";
import { createSecureContext, type SecureContext, TLSSocket } from "node:tls";
import type { VerifyToken } from "../../identity/accessTokens";
import type { World } from "../../model";
import { signIn } from "../access";
import { Input, TooLong } from "../input";
import { listenForMail, type MailServer, serverName, type ServerTls } from "../listener";
import { takeFault } from "../mailFaults";
import { authCommand, toldReply } from "./authCommand";
import { helloCommands } from "./helloCommands";
import { mailCommands } from "./mailCommands";
import { refuse, reply, type SmtpCommandRow, type SmtpReply, type SmtpSession } from "./session";

export interface SmtpOptions {
  /** Told why a sign-in or message was refused; never a token. */
  readonly log?: (text: string) => void;
}

/** Longest line taken: RFC 4954 §4 wants 12,288 for AUTH; the limit of the live service is unverified. */
const lineLimit = 64 * 1024;

const rows = new Map<string, SmtpCommandRow>(
  [...helloCommands, authCommand, ...mailCommands].map((row) => [row.name, row] as const),
);

function perform(session: SmtpSession, line: string): SmtpReply | Promise<SmtpReply> {
  const [, name = "", rest = ""] = /^(\S*) *(.*?) *$/.exec(line) ?? [];
  const row = rows.get(name.toUpperCase());
  if (row === undefined) {
    return refuse(`500 5.3.3 Unrecognized command '${name.slice(0, 40)}'`);
  }
  if (row.needs !== "nothing" && !session.greeted) {
    return reply("503 5.5.2 Send hello first");
  }
  return row.needs === "envelope" && session.envelope === undefined
    ? reply("503 5.5.2 Need mail command")
    : row.run(session, rest);
}

/** A connection whose two ends change when TLS begins. */
class Channel {
  constructor(
    private socket: Socket,
    private input: Input,
    private readonly context: SecureContext,
  ) {}

  send(...lines: readonly string[]): void {
    this.socket.write(lines.map((line) => `${line}\r\n`).join(""), "latin1");
  }

  line(): Promise<string | undefined> {
    return this.input.line(lineLimit);
  }

  bytes(count: number): Promise<Buffer | undefined> {
    return this.input.bytes(count);
  }

  /** Goes on in TLS. What the client has sent in plain after STARTTLS is forgotten (RFC 3207 §4.2). */
  async startTls(): Promise<void> {
    await this.input.release();
    const secure = new TLSSocket(this.socket, { isServer: true, secureContext: this.context });
    secure.on("error", () => secure.destroy());
    this.socket = secure;
    this.input = new Input(secure);
  }

  end(): void {
    this.socket.end();
  }
}

/** What the sandbox was told to answer to a command. */
type Fault = (command: string) => SmtpReply | undefined;

async function converse(channel: Channel, session: SmtpSession, fault: Fault): Promise<void> {
  const date = new Date().toUTCString().replace("GMT", "+0000");
  const greeting = reply(`220 ${serverName} Microsoft ESMTP MAIL Service ready at ${date}`);
  let answer = fault("CONNECT") ?? greeting;
  for (;;) {
    if (answer.lines.length > 0) {
      channel.send(...answer.lines);
    }
    if (answer.next === "startTls") {
      await channel.startTls();
      Object.assign(session, { secure: true, greeted: false, envelope: undefined });
    }
    const line = answer.next === "hangUp" ? undefined : await channel.line();
    if (line === undefined) {
      return;
    }
    const command = line.trim().split(" ")[0]?.toUpperCase() ?? "";
    answer = fault(command) ?? (await perform(session, line));
  }
}

async function serve(channel: Channel, session: SmtpSession, fault: Fault): Promise<void> {
  try {
    await converse(channel, session, fault);
  } catch (error) {
    if (error instanceof TooLong) {
      // Words unverified.
      channel.send("500 5.5.2 Command too long");
    } else {
      const text = error instanceof Error ? error.message : String(error);
      session.log(`DEFECT OF THE SANDBOX in SMTP: ${text}`);
      channel.send("421 4.3.2 Service not available");
    }
  } finally {
    channel.end();
  }
}

/**
 * An SMTP submission server in the dialect of Exchange Online on a free loopback port: STARTTLS first, XOAUTH2 with
 * tokens of the sandbox's identity part, messages into the sandbox's own mailboxes and nowhere else.
 */
export async function startSmtpServer(
  world: World,
  verify: VerifyToken,
  tls: ServerTls,
  { log = (text) => console.error(text) }: SmtpOptions = {},
): Promise<MailServer> {
  const context = createSecureContext({ cert: tls.cert, key: tls.key });
  return listenForMail(undefined, async (socket, input) => {
    const channel = new Channel(socket, input, context);
    const session: SmtpSession = {
      world,
      send: (line) => channel.send(line),
      readLine: () => channel.line(),
      readBytes: (count) => channel.bytes(count),
      signIn: (response) => signIn(world, verify, "smtp", response),
      log,
      secure: false,
      greeted: false,
      failures: 0,
      account: undefined,
      envelope: undefined,
    };
    await serve(channel, session, (command) => {
      const found = takeFault(world, "smtp", command, session.account?.mailbox.address);
      return found && toldReply(found);
    });
  });
}
