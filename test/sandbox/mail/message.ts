import type { MailboxSeed } from "../model";

/** A message as FETCH takes it apart: one text/plain part. */
export interface Message {
  readonly header: string;
  readonly text: string;
  readonly date: Date;
  readonly subject: string;
  readonly from: string;
  readonly to: string;
  readonly messageId: string;
}

const days = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];
const months = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");
const two = (value: number): string => String(value).padStart(2, "0");

const timeOf = (date: Date): string =>
  [date.getUTCHours(), date.getUTCMinutes(), date.getUTCSeconds()].map(two).join(":");

/** RFC 5322 date. */
function headerDate(date: Date): string {
  const month = months[date.getUTCMonth()] ?? "";
  const day = days[date.getUTCDay()] ?? "";
  return `${day}, ${date.getUTCDate()} ${month} ${date.getUTCFullYear()} ${timeOf(date)} +0000`;
}

/** RFC 3501 date-time, without quotes. */
export function internalDate(date: Date): string {
  const month = months[date.getUTCMonth()] ?? "";
  const day = String(date.getUTCDate()).padStart(2, " ");
  return `${day}-${month}-${date.getUTCFullYear()} ${timeOf(date)} +0000`;
}

const isAscii = (text: string): boolean => /^[\x20-\x7e]*$/.test(text);

/** RFC 2047 for what is not ASCII. */
const encodedWord = (text: string): string =>
  isAscii(text) ? text : `=?utf-8?B?${Buffer.from(text).toString("base64")}?=`;

/** Bytes as a latin1 string, the form in which everything of this server travels. */
const bytes = (text: string): string => Buffer.from(text, "utf8").toString("latin1");

/** The message at `index` of a mailbox; each came 37 minutes after the one before, the last at `newest`. */
export function messageAt(mailbox: MailboxSeed, index: number, newest: number): Message {
  const seed = mailbox.messages[index] ?? { subject: "", from: "", text: "" };
  const date = new Date(newest - (mailbox.messages.length - 1 - index) * 37 * 60_000);
  const subject = encodedWord(seed.subject);
  const messageId = `<${index + 1}.${mailbox.address}>`;
  const lines = [
    `Date: ${headerDate(date)}`,
    `From: ${encodedWord(seed.from)}`,
    `To: ${mailbox.address}`,
    `Subject: ${subject}`,
    `Message-ID: ${messageId}`,
    "MIME-Version: 1.0",
    "Content-Type: text/plain; charset=utf-8",
    "Content-Transfer-Encoding: 8bit",
  ];
  return {
    header: `${lines.join("\r\n")}\r\n\r\n`,
    text: bytes(seed.text),
    date,
    subject,
    from: seed.from,
    to: mailbox.address,
    messageId,
  };
}

const string = (text: string): string => `"${text.replaceAll(/(["\\])/g, String.raw`\$1`)}"`;

function addressList(text: string): string {
  const [, name = "", address = text] = /^(.*?)\s*<([^>]*)>$/.exec(text) ?? [];
  const [local = "", domain = ""] = address.split("@");
  return `((${name === "" ? "NIL" : string(encodedWord(name))} NIL ${string(local)} ${string(domain)}))`;
}

/** RFC 3501 envelope. */
export function envelope(message: Message): string {
  const from = addressList(message.from);
  const parts = [
    string(headerDate(message.date)),
    string(message.subject),
    from,
    from,
    from,
    addressList(message.to),
    "NIL",
    "NIL",
    "NIL",
    string(message.messageId),
  ];
  return `(${parts.join(" ")})`;
}

/** RFC 3501 body structure; `extended` for BODYSTRUCTURE. */
export function bodyStructure(message: Message, extended: boolean): string {
  const lines = message.text.split("\r\n").length - 1;
  const extension = extended ? " NIL NIL NIL NIL" : "";
  return `("text" "plain" ("charset" "utf-8") NIL NIL "8bit" ${message.text.length} ${lines}${extension})`;
}
