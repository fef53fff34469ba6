import { takeFault } from "../mailFaults";
import { toldReply } from "./authCommand";
import { refuse, reply, type SmtpCommandRow, type SmtpReply, type SmtpSession } from "./session";
import { maySendAs, refuseSender, submit } from "./submission";

/** What a mailbox may send at once by default: 35 MB. */
const messageLimit = 35 * 1024 * 1024;
const tooLarge = "552 5.3.4 Message size exceeds fixed maximum message size";

/** `FROM:<address> parameters`; the address may be empty. */
function pathOf(
  rest: string,
  keyword: "FROM" | "TO",
): { path: string; parameters: string } | undefined {
  const [, path, parameters = ""] =
    new RegExp(`^${keyword}: *<([^<>\\s]*)>(?: +(.*))?$`, "i").exec(rest) ?? [];
  return path === undefined ? undefined : { path, parameters };
}

function mail(session: SmtpSession, rest: string): SmtpReply {
  const { account, world, envelope } = session;
  if (account === undefined) {
    return refuse(
      session.secure
        ? "530 5.7.57 Client not authenticated to send mail."
        : "451 5.7.3 STARTTLS is required to send mail",
    );
  }
  if (envelope !== undefined) {
    return reply("503 5.5.2 Sender already specified");
  }
  const given = pathOf(rest, "FROM");
  if (given === undefined) {
    return reply("501 5.1.7 Invalid address");
  }
  const [, size = "0"] = /(?:^| )SIZE=(\d+)/i.exec(given.parameters) ?? [];
  if (Number(size) > messageLimit) {
    return reply(tooLarge);
  }
  if (world.settings.senderRefusedAtMailFrom && !maySendAs(world, account, given.path)) {
    return refuseSender(world, account, given.path);
  }
  session.envelope = { from: given.path, recipients: [], chunks: "" };
  return reply("250 2.1.0 Sender OK");
}

function recipient({ envelope }: SmtpSession, rest: string): SmtpReply {
  const given = pathOf(rest, "TO");
  if (given === undefined || !given.path.includes("@")) {
    return reply("501 5.1.3 Invalid address");
  }
  envelope?.recipients.push(given.path);
  return reply("250 2.1.5 Recipient OK");
}

/** Lines up to the dot, with doubled dots made single (RFC 5321 §4.5.2). Undefined: the connection has ended. */
async function readMessage(
  session: SmtpSession,
): Promise<{ readonly text: string; readonly complete: boolean } | undefined> {
  const lines: string[] = [];
  let size = 0;
  for (;;) {
    const line = await session.readLine();
    if (line === undefined) {
      return undefined;
    }
    if (line === ".") {
      return { text: `${lines.join("\r\n")}\r\n`, complete: size <= messageLimit };
    }
    size += line.length + 2;
    if (size <= messageLimit) {
      lines.push(line.startsWith(".") ? line.slice(1) : line);
    }
  }
}

/** The end of a message, whichever way it came. */
function finish(session: SmtpSession, text: string): SmtpReply {
  const { world, account, envelope, log } = session;
  session.envelope = undefined;
  if (account === undefined || envelope === undefined) {
    return reply("503 5.5.2 Need mail command");
  }
  const fault = takeFault(world, "smtp", "MESSAGE", account.mailbox.address);
  return fault === undefined ? submit(world, account, envelope, text, log) : toldReply(fault);
}

async function data(session: SmtpSession): Promise<SmtpReply> {
  if (session.envelope?.recipients.length === 0) {
    return reply("503 5.5.2 Need rcpt command");
  }
  session.send("354 Start mail input; end with <CRLF>.<CRLF>");
  const message = await readMessage(session);
  if (message === undefined) {
    return { lines: [], next: "hangUp" };
  }
  if (!message.complete) {
    session.envelope = undefined;
    return reply(tooLarge);
  }
  return finish(session, message.text);
}

/** BDAT (RFC 3030 §2). */
async function chunk(session: SmtpSession, rest: string): Promise<SmtpReply> {
  const [, size, last] = /^(\d{1,9})( LAST)?$/i.exec(rest) ?? [];
  const { envelope } = session;
  if (size === undefined || envelope === undefined) {
    return reply("501 5.5.4 Invalid arguments");
  }
  if (envelope.chunks.length + Number(size) > messageLimit) {
    return { ...reply(tooLarge), next: "hangUp" };
  }
  const bytes = await session.readBytes(Number(size));
  if (bytes === undefined) {
    return { lines: [], next: "hangUp" };
  }
  envelope.chunks += bytes.toString("latin1");
  return last === undefined
    ? reply(`250 2.0.0 CHUNK received OK, ${size} octets`)
    : finish(session, envelope.chunks);
}

/** Commands that hand in a message. */
export const mailCommands: readonly SmtpCommandRow[] = [
  { name: "MAIL", needs: "hello", run: mail },
  { name: "RCPT", needs: "envelope", run: recipient },
  { name: "DATA", needs: "envelope", run: data },
  { name: "BDAT", needs: "envelope", run: chunk },
];
