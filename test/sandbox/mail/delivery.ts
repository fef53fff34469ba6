import { randomUUID } from "node:crypto";
import type { MailboxSeed, StoredMessage, World } from "../model";
import { headerField } from "./message";

/** A message as it came, bytes as latin1. */
export interface RawMessage {
  /** With the empty line at its end. */
  readonly header: string;
  readonly body: string;
}

/** Decodes the encoded words of a header field (RFC 2047), given as bytes in latin1. */
export function decodeWords(field: string): string {
  return Buffer.from(field, "latin1")
    .toString("utf8")
    .replaceAll(/(=\?[^?]+\?[bq]\?[^?]*\?=)\s+(?==\?)/gi, "$1")
    .replaceAll(
      /=\?([^?]+)\?([bq])\?([^?]*)\?=/gi,
      (whole, charset: string, kind: string, text: string) => {
        const bytes =
          kind.toLowerCase() === "b"
            ? Buffer.from(text, "base64")
            : Buffer.from(
                text
                  .replaceAll("_", " ")
                  .replaceAll(/=([0-9a-f]{2})/gi, (_, hex: string) =>
                    String.fromCharCode(Number.parseInt(hex, 16)),
                  ),
                "latin1",
              );
        return /^(?:utf-8|us-ascii)$/i.test(charset) ? bytes.toString("utf8") : whole;
      },
    );
}

/**
 * Puts a message into the inboxes of its recipients and into the sender's "Sent Items". Nothing leaves the sandbox:
 * an address without a mailbox is told to the log.
 * @returns the Message-ID, which the message is given when it has none.
 */
export function deliver(
  world: World,
  { header, body }: RawMessage,
  recipients: readonly string[],
  {
    sender,
    save = true,
    log,
  }: {
    readonly sender: MailboxSeed;
    /** Keep a copy in "Sent Items". */
    readonly save?: boolean;
    readonly log: (text: string) => void;
  },
): string {
  const given = headerField(header, "Message-ID");
  const messageId = given === "" ? `<${randomUUID()}@${sender.address.split("@")[1]}>` : given;
  const copy = (): StoredMessage => ({
    id: randomUUID(),
    subject: decodeWords(headerField(header, "Subject")),
    from: decodeWords(headerField(header, "From")),
    receivedAt: Date.now(),
    text: body,
    rawHeader: given === "" ? `Message-ID: ${messageId}\r\n${header}` : header,
  });
  for (const recipient of new Set(recipients.map((address) => address.toLowerCase()))) {
    const mailbox = world.mailboxes.get(recipient);
    if (mailbox === undefined) {
      log(`sandbox: no mailbox ${recipient}: the message to it is dropped`);
    }
    mailbox?.messages.push(copy());
  }
  if (save) {
    sender.sent.push(copy());
  }
  return messageId;
}
