import { messageOf } from "../../mail/message";
import type { MailboxSeed, StoredMessage } from "../../model";
import { GraphError } from "../errors";
import { opaqueId } from "./ids";

/** The folders every mailbox has: Graph's well-known names with what they show. */
const wellKnown = [
  { name: "inbox", displayName: "Inbox", contents: ({ messages }: MailboxSeed) => messages },
  { name: "sentitems", displayName: "Sent Items", contents: ({ sent }: MailboxSeed) => sent },
  { name: "drafts", displayName: "Drafts", contents: () => [] },
  { name: "deleteditems", displayName: "Deleted Items", contents: () => [] },
  { name: "archive", displayName: "Archive", contents: () => [] },
  { name: "junkemail", displayName: "Junk Email", contents: () => [] },
] as const satisfies readonly {
  readonly name: string;
  readonly displayName: string;
  readonly contents: (mailbox: MailboxSeed) => readonly StoredMessage[];
}[];

export interface MailFolder {
  readonly id: string;
  readonly displayName: string;
  readonly messages: readonly StoredMessage[];
}

export function foldersOf(mailbox: MailboxSeed): MailFolder[] {
  return wellKnown.map(({ name, displayName, contents }) => ({
    id: opaqueId(mailbox.address, name),
    displayName,
    messages: contents(mailbox),
  }));
}

/**
 * The folder of a well-known name or an id.
 * @throws GraphError 400 `ErrorInvalidIdMalformed`, 404 `ErrorItemNotFound`.
 */
export function folderNamed(mailbox: MailboxSeed, name: string): MailFolder {
  const known = wellKnown.findIndex((folder) => folder.name === name.toLowerCase());
  const folders = foldersOf(mailbox);
  const folder = folders[known] ?? folders.find(({ id }) => id === name);
  if (folder === undefined) {
    throw notInStore(name);
  }
  return folder;
}

/** An id that cannot be one, or one of nothing in this mailbox. */
export function notInStore(id: string): GraphError {
  return id.length < 100
    ? new GraphError(400, "ErrorInvalidIdMalformed", "Id is malformed.")
    : new GraphError(404, "ErrorItemNotFound", "The specified object was not found in the store.");
}

export function renderFolder(mailbox: MailboxSeed, folder: MailFolder): Record<string, unknown> {
  const { id, displayName, messages } = folder;
  return {
    id,
    displayName,
    parentFolderId: opaqueId(mailbox.address, "root"),
    childFolderCount: 0,
    unreadItemCount: messages.length,
    totalItemCount: messages.length,
    isHidden: false,
  };
}

const recipient = (text: string): Record<string, unknown> => {
  const [, name, address = text] = /^\s*"?(.*?)"?\s*<([^>]*)>\s*$/.exec(text) ?? [];
  return { emailAddress: { name: name === undefined || name === "" ? address : name, address } };
};

/** The parts of a message that `Mail.ReadBasic` does not show. */
export const bodyProperties: readonly string[] = ["body", "bodyPreview", "hasAttachments"];

/** A message as Graph answers it, without what only few clients ask for. */
export function renderMessage(
  mailbox: MailboxSeed,
  folder: MailFolder,
  stored: StoredMessage,
  now: number,
): Record<string, unknown> {
  const message = messageOf(mailbox, stored, now - 2 * 60_000);
  const received = message.date.toISOString().replace(/\.\d+Z$/, "Z");
  const text = Buffer.from(message.text, "latin1").toString("utf8");
  const from = recipient(stored.from);
  return {
    id: opaqueId(mailbox.address, `message ${stored.id}`),
    receivedDateTime: received,
    sentDateTime: received,
    hasAttachments: false,
    internetMessageId: message.messageId,
    subject: stored.subject,
    bodyPreview: text.slice(0, 255),
    importance: "normal",
    parentFolderId: folder.id,
    isRead: false,
    isDraft: false,
    body: { contentType: "text", content: text },
    sender: from,
    from,
    toRecipients: message.to.split(",").map(recipient),
    ccRecipients: [],
    bccRecipients: [],
  };
}
