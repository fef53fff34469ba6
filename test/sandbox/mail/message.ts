import type { MailboxSeed, StoredMessage } from "../model";

/** A message as FETCH takes it apart: shown as one part, whatever it is. */
export interface Message {
  readonly header: string;
  readonly text: string;
  readonly date: Date;
  readonly subject: string;
  readonly from: string;
  readonly to: string;
  readonly messageId: string;
  readonly contentType: string;
  readonly encoding: string;
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

/** When a message came; `newest` = when the last of the seeded ones did, in milliseconds since the epoch. */
export function receivedAt(stored: StoredMessage, newest: number): Date {
  return new Date(stored.receivedAt ?? newest - (stored.minutesOld ?? 0) * 60_000);
}

/** The text of a header field, unfolded; bytes as latin1. Empty when there is none. */
export function headerField(header: string, name: string): string {
  const unfolded = header.replaceAll(/\r\n(?=[ \t])/g, "");
  const prefix = `${name.toLowerCase()}:`;
  const line = unfolded.split("\r\n").find((field) => field.toLowerCase().startsWith(prefix));
  return line?.slice(prefix.length).trim() ?? "";
}

function sentMessage(stored: StoredMessage, header: string, date: Date): Message {
  return {
    header,
    text: stored.text,
    date,
    subject: headerField(header, "Subject"),
    from: headerField(header, "From"),
    to: headerField(header, "To"),
    messageId: headerField(header, "Message-ID"),
    contentType: headerField(header, "Content-Type") || "text/plain; charset=us-ascii",
    encoding: headerField(header, "Content-Transfer-Encoding") || "7bit",
  };
}

/** A message of a mailbox, seeded or sent, ready for the wire: bytes as latin1. */
export function messageOf(mailbox: MailboxSeed, stored: StoredMessage, newest: number): Message {
  const date = receivedAt(stored, newest);
  if (stored.rawHeader !== undefined) {
    return sentMessage(stored, stored.rawHeader, date);
  }
  const subject = encodedWord(stored.subject);
  const messageId = `<${stored.id}>`;
  const contentType = "text/plain; charset=utf-8";
  const encoding = "8bit";
  const lines = [
    `Date: ${headerDate(date)}`,
    `From: ${encodedWord(stored.from)}`,
    `To: ${mailbox.address}`,
    `Subject: ${subject}`,
    `Message-ID: ${messageId}`,
    "MIME-Version: 1.0",
    `Content-Type: ${contentType}`,
    `Content-Transfer-Encoding: ${encoding}`,
  ];
  return {
    header: `${lines.join("\r\n")}\r\n\r\n`,
    text: bytes(stored.text),
    date,
    subject,
    from: stored.from,
    to: mailbox.address,
    messageId,
    contentType,
    encoding,
  };
}

const string = (text: string): string => `"${text.replaceAll(/(["\\])/g, String.raw`\$1`)}"`;

function addressOf(text: string): string {
  const [, name = "", address = text] = /^\s*"?(.*?)"?\s*<([^>]*)>\s*$/.exec(text) ?? [];
  const [local = "", domain = ""] = address.trim().split("@");
  return `(${name === "" ? "NIL" : string(encodedWord(name))} NIL ${string(local)} ${string(domain)})`;
}

function addressList(text: string): string {
  const addresses = text.split(/,(?=(?:[^"]*"[^"]*")*[^"]*$)/).filter((item) => item.trim() !== "");
  return addresses.length === 0 ? "NIL" : `(${addresses.map(addressOf).join("")})`;
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

/** `text/plain; charset=utf-8` as `"text" "plain" ("charset" "utf-8")`. */
function mediaType(contentType: string): string {
  const [kind = "", ...parameters] = contentType.split(";").map((part) => part.trim());
  const [type = "text", subtype = "plain"] = kind.toLowerCase().split("/");
  const pairs = parameters.flatMap((parameter) => {
    const [, name, value = ""] = /^([^=\s]+)\s*=\s*"?([^"]*)"?$/.exec(parameter) ?? [];
    return name === undefined ? [] : [string(name.toLowerCase()), string(value)];
  });
  // The parts of a multipart message are not taken apart: it is shown as one text.
  const shown = type === "multipart" ? ["text", "plain"] : [type, subtype];
  return `${shown.map(string).join(" ")} ${pairs.length === 0 ? "NIL" : `(${pairs.join(" ")})`}`;
}

/** RFC 3501 body structure; `extended` for BODYSTRUCTURE. */
export function bodyStructure(message: Message, extended: boolean): string {
  const lines = message.text.split("\r\n").length - 1;
  const extension = extended ? " NIL NIL NIL NIL" : "";
  const type = mediaType(message.contentType);
  // Only text has a count of lines (RFC 3501 §7.4.2).
  const counted = type.startsWith('"text"') ? ` ${lines}` : "";
  return `(${type} NIL NIL ${string(message.encoding)} ${message.text.length}${counted}${extension})`;
}
