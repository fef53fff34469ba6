import type { User } from "../model";
import { GraphError, malformed } from "./errors";
import type { Answer, Call, Operation } from "./operation";
import { permissions } from "./permissions";

function userOf(call: Call): User {
  if (call.caller.user === undefined) {
    throw malformed("/me request is only valid with delegated authentication flow.");
  }
  return call.caller.user;
}

/** A user as Graph answers it, with the properties of the default set. */
export function renderUser(user: User): Record<string, unknown> {
  const [givenName = null, ...rest] = user.displayName.split(" ");
  return {
    id: user.id,
    displayName: user.displayName,
    givenName,
    surname: rest.join(" ") || null,
    userPrincipalName: user.userPrincipalName,
    mail: user.userPrincipalName,
    businessPhones: [],
    jobTitle: null,
    mobilePhone: null,
    officeLocation: null,
    preferredLanguage: null,
  };
}

function inbox(call: Call): Answer {
  const address = userOf(call).userPrincipalName.toLowerCase();
  const mailbox = call.world.mailboxes.get(address);
  if (mailbox === undefined) {
    // That an account without a mailbox is told so in these words is unverified.
    throw new GraphError(
      404,
      "MailboxNotEnabledForRESTAPI",
      "The mailbox is either inactive, soft-deleted, or is hosted on-premise.",
    );
  }
  if (call.keys[0]?.toLowerCase() !== "inbox") {
    throw new GraphError(400, "ErrorInvalidIdMalformed", "Id is malformed.");
  }
  const id = (name: string): string =>
    Buffer.from(`${address} ${name}`.padEnd(87, ".")).toString("base64");
  return {
    kind: "entity",
    context: `users('${call.caller.user?.id ?? ""}')/mailFolders/$entity`,
    type: "mailFolder",
    entity: {
      id: id("inbox"),
      displayName: "Inbox",
      parentFolderId: id("root"),
      childFolderCount: 0,
      unreadItemCount: mailbox.messages.length,
      totalItemCount: mailbox.messages.length,
      isHidden: false,
    },
  };
}

/** The signed-in user. */
export const meOperations: readonly Operation[] = [
  {
    method: "GET",
    path: "/me",
    permissions: permissions.me,
    status: 200,
    run: (call) => ({
      kind: "entity",
      context: "users/$entity",
      type: "user",
      entity: renderUser(userOf(call)),
    }),
  },
  {
    method: "GET",
    path: "/me/mailFolders/{mailFolder-id}",
    permissions: permissions.readMailFolder,
    status: 200,
    run: inbox,
  },
];
