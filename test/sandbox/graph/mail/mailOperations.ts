import type { StoredMessage } from "../../model";
import type { Answer, Call, Operation } from "../operation";
import { type Permissions, permissions } from "../permissions";
import {
  bodyProperties,
  folderNamed,
  foldersOf,
  type MailFolder,
  notInStore,
  renderFolder,
  renderMessage,
} from "./folders";
import { type MailboxAccess, mailboxFor, type MailUse, sharedScopes } from "./mailboxOf";
import { normaliseMail, sendMail } from "./sendMail";
import { renderSettings } from "./settings";

/** An operation that exists for the signed-in user and for one that is named. */
interface MailOperation {
  readonly method: Operation["method"];
  /** Below `/me` or `/users/{user-id}`. */
  readonly path: string;
  readonly use: MailUse;
  readonly permissions: Permissions;
  readonly status: Operation["status"];
  readonly more?: Pick<Operation, "body" | "query" | "normalise">;
  /** `keys`: those of `path`. */
  readonly run: (call: Call, access: MailboxAccess, keys: readonly string[]) => Answer;
}

function messagesAnswer(
  call: Call,
  { mailbox, context }: MailboxAccess,
  folders: readonly MailFolder[],
  set: string,
): Answer {
  const basic = !["Mail.Read", "Mail.ReadWrite", "Mail.Read.Shared", "Mail.ReadWrite.Shared"].some(
    (scope) => call.caller.granted.has(scope),
  );
  const newestFirst = folders.flatMap((folder) =>
    folder.messages.toReversed().map((stored) => ({ folder, stored })),
  );
  const render = ({ folder, stored }: { folder: MailFolder; stored: StoredMessage }) => {
    const all = renderMessage(mailbox, folder, stored, call.now);
    return basic
      ? Object.fromEntries(Object.entries(all).filter(([name]) => !bodyProperties.includes(name)))
      : all;
  };
  return {
    kind: "collection",
    context: `${context}/${set}`,
    type: "message",
    items: newestFirst.map((item) => ({ id: item.stored.id, value: render(item) })),
    render: ({ value }) => value,
  };
}

/** The newest ten unless a client asks for more, without the advanced queries of the directory. */
const messageQuery = {
  equals: ["subject", "internetMessageId"],
  orderBy: ["receivedDateTime", "subject"],
  plain: true,
  pageSize: 10,
} as const;

const rows: readonly MailOperation[] = [
  {
    method: "GET",
    path: "/mailFolders",
    use: "read",
    permissions: permissions.readMailFolder,
    status: 200,
    more: { query: { equals: ["displayName"], plain: true, pageSize: 10 } },
    run: (_call, { mailbox, context }) => ({
      kind: "collection",
      context: `${context}/mailFolders`,
      type: "mailFolder",
      items: foldersOf(mailbox).map((folder) => ({
        id: folder.id,
        value: renderFolder(mailbox, folder),
      })),
      render: ({ value }) => value,
    }),
  },
  {
    method: "GET",
    path: "/mailFolders/{mailFolder-id}",
    use: "read",
    permissions: permissions.readMailFolder,
    status: 200,
    run: (_call, { mailbox, context }, [name = ""]) => ({
      kind: "entity",
      context: `${context}/mailFolders/$entity`,
      type: "mailFolder",
      entity: renderFolder(mailbox, folderNamed(mailbox, name)),
    }),
  },
  {
    method: "GET",
    path: "/mailFolders/{mailFolder-id}/messages",
    use: "read",
    permissions: permissions.readMailFolder,
    status: 200,
    more: { query: messageQuery },
    run: (call, access, [name = ""]) => {
      const folder = folderNamed(access.mailbox, name);
      return messagesAnswer(call, access, [folder], `mailFolders('${name}')/messages`);
    },
  },
  {
    method: "GET",
    path: "/messages",
    use: "read",
    permissions: permissions.readMailFolder,
    status: 200,
    more: { query: messageQuery },
    run: (call, access) => messagesAnswer(call, access, foldersOf(access.mailbox), "messages"),
  },
  {
    method: "GET",
    path: "/messages/{message-id}",
    use: "read",
    permissions: permissions.readMessage,
    status: 200,
    run: (call, { mailbox, context }, [id = ""]) => {
      const found = foldersOf(mailbox)
        .flatMap((folder) => folder.messages.map((stored) => ({ folder, stored })))
        .map(({ folder, stored }) => renderMessage(mailbox, folder, stored, call.now))
        .find((message) => message["id"] === id);
      if (found === undefined) {
        throw notInStore(id);
      }
      return {
        kind: "entity",
        context: `${context}/messages/$entity`,
        type: "message",
        entity: found,
      };
    },
  },
  {
    method: "POST",
    path: "/sendMail",
    use: "send",
    permissions: permissions.sendMail,
    status: 202,
    more: { body: "required", normalise: normaliseMail },
    run: (call, { mailbox }) => sendMail(call, mailbox),
  },
  {
    method: "GET",
    path: "/mailboxSettings",
    use: "settings",
    permissions: permissions.readMailboxSettings,
    status: 200,
    run: (_call, { mailbox, context }) => ({
      kind: "entity",
      context: `${context}/mailboxSettings`,
      type: "mailboxSettings",
      entity: renderSettings(mailbox),
    }),
  },
];

/** Mail of the signed-in user and of users by name. */
export const mailOperations: readonly Operation[] = rows.flatMap(({ path, use, more, ...row }) => [
  {
    ...row,
    ...more,
    path: `/me${path}`,
    run: (call: Call) => row.run(call, mailboxFor(call, undefined, use), call.keys),
  },
  {
    ...row,
    ...more,
    path: `/users/{user-id}${path}`,
    sharedPermissions: sharedScopes[use],
    run: (call: Call) => {
      const [name, ...keys] = call.keys;
      return row.run(call, mailboxFor(call, name, use), keys);
    },
  },
]);
