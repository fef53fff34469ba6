import { deliver } from "../../mail/delivery";
import type { MailboxSeed } from "../../model";
import { GraphError } from "../errors";
import type { Answer, Call } from "../operation";

interface Recipient {
  readonly emailAddress?: { readonly address?: string | null } | null;
}

interface SentMessage {
  readonly subject?: string | null;
  readonly body?: { readonly contentType?: string | null; readonly content?: string | null } | null;
  readonly from?: Recipient | null;
  readonly sender?: Recipient | null;
  readonly toRecipients?: readonly Recipient[];
  readonly ccRecipients?: readonly Recipient[];
  readonly bccRecipients?: readonly Recipient[];
}

const parameters: Readonly<Record<string, string>> = {
  message: "Message",
  savetosentitems: "SaveToSentItems",
};

/**
 * The body as the description has it. The page "user: sendMail" writes the parameters with small letters, and
 * `contentType` as `Text` and `HTML`.
 */
export function normaliseMail(body: Call["body"]): Call["body"] {
  const named = Object.entries(body).map(
    ([name, value]) => [parameters[name.toLowerCase()] ?? name, value] as const,
  );
  return JSON.parse(JSON.stringify(Object.fromEntries(named)), (name, value: unknown) =>
    name === "contentType" && typeof value === "string" ? value.toLowerCase() : value,
  ) as Call["body"];
}

const addressesOf = (recipients: readonly Recipient[] = []): string[] =>
  recipients.flatMap(({ emailAddress }) => emailAddress?.address ?? []);

/** RFC 2047 for what is not ASCII, and no line ends. */
function field(text: string): string {
  const line = text.replaceAll(/[\r\n]+/g, " ");
  return /^[\x20-\x7e]*$/.test(line) ? line : `=?utf-8?B?${Buffer.from(line).toString("base64")}?=`;
}

const sendAsDenied = new GraphError(
  403,
  "ErrorSendAsDenied",
  "The user account which was used to submit this request does not have the right to send mail on behalf of the specified sending account., Cannot submit message.",
);

/** Whom the message is from: the mailbox that sends, or one it may send as (microsoft-graph-docs#4085). */
function senderOf(call: Call, mailbox: MailboxSeed, message: SentMessage): string {
  const named = message.from?.emailAddress?.address ?? message.sender?.emailAddress?.address;
  const address = (named ?? mailbox.address).toLowerCase();
  const { user, granted } = call.caller;
  const scoped = user === undefined || granted.has("Mail.Send.Shared");
  const given = call.world.mailboxes.get(address)?.sendAsIds.has(mailbox.ownerId) === true;
  if (address !== mailbox.address && !(scoped && given)) {
    throw sendAsDenied;
  }
  return address;
}

/**
 * Sends a message into the sandbox's mailboxes.
 * @throws GraphError 400 `ErrorInvalidRecipients`, 403 `ErrorSendAsDenied`.
 */
export function sendMail(call: Call, mailbox: MailboxSeed): Answer {
  const message = (call.body["Message"] ?? {}) as SentMessage;
  const recipients = [message.toRecipients, message.ccRecipients, message.bccRecipients].flatMap(
    addressesOf,
  );
  if (recipients.length === 0) {
    throw new GraphError(
      400,
      "ErrorInvalidRecipients",
      "At least one recipient is not valid., Message has no recipient.",
    );
  }
  const sender = senderOf(call, mailbox, message);
  const kind = message.body?.contentType === "html" ? "html" : "plain";
  const header = [
    `Date: ${new Date(call.now).toUTCString().replace("GMT", "+0000")}`,
    `From: ${sender}`,
    `To: ${addressesOf(message.toRecipients).join(", ")}`,
    `Subject: ${field(message.subject ?? "")}`,
    "MIME-Version: 1.0",
    `Content-Type: text/${kind}; charset=utf-8`,
    "Content-Transfer-Encoding: 8bit",
  ];
  const content = (message.body?.content ?? "").replaceAll(/\r?\n/g, "\r\n");
  deliver(
    call.world,
    { header: `${header.join("\r\n")}\r\n\r\n`, body: Buffer.from(content).toString("latin1") },
    recipients,
    { sender: mailbox, save: call.body["SaveToSentItems"] !== false, log: call.log },
  );
  return { kind: "none" };
}
