import type { MailboxSeed, User } from "../../model";
import { accessDenied, GraphError, malformed } from "../errors";
import type { Call } from "../operation";

/** Whose mail a call is about. */
export interface MailboxAccess {
  readonly mailbox: MailboxSeed;
  /** Before `/mailFolders` in `@odata.context`. */
  readonly context: string;
}

/** What a request does with a mailbox: which scope lets a user do it with somebody else's. */
export type MailUse = "read" | "send" | "settings";

/** Delegated permissions that count for the mailboxes of others alone. */
export const sharedScopes: Readonly<Record<MailUse, readonly string[]>> = {
  read: ["Mail.Read.Shared", "Mail.ReadWrite.Shared"],
  send: ["Mail.Send.Shared"],
  // The permissions reference names no scope for the settings of others.
  settings: [],
};

/**
 * 404 for an account that Exchange has no mailbox for; public reports show both words for it, at different times
 * for one account (microsoft-graph-docs#10481, msgraph-sdk-javascript#1756).
 */
function noMailbox(isGuest: boolean): GraphError {
  return isGuest
    ? new GraphError(404, "ResourceNotFound", "Resource could not be discovered.")
    : new GraphError(
        404,
        "MailboxNotEnabledForRESTAPI",
        "The mailbox is either inactive, soft-deleted, or is hosted on-premise.",
      );
}

/** The user of the caller's directory with this object id or user principal name. */
export function userNamed(call: Call, name: string): User | undefined {
  const wanted = name.toLowerCase();
  return [...call.world.users.values(), ...call.world.guests.values()].find(
    ({ id, tenantId, userPrincipalName }) =>
      tenantId === call.caller.tenantId &&
      (id === wanted || userPrincipalName.toLowerCase() === wanted),
  );
}

/** A shared mailbox of the caller's directory, which has an object id and a name, too. */
export function sharedMailboxNamed(call: Call, name: string): MailboxSeed | undefined {
  const wanted = name.toLowerCase();
  const domain = call.world.tenants.get(call.caller.tenantId)?.domain;
  return [...call.world.mailboxes.values()].find(
    ({ address, ownerId, shared }) =>
      shared && address.split("@")[1] === domain && (address === wanted || ownerId === wanted),
  );
}

/** The signed-in user. @throws GraphError 400 for an application. */
export function signedIn(call: Call): User {
  if (call.caller.user === undefined) {
    throw malformed("/me request is only valid with delegated authentication flow.");
  }
  return call.caller.user;
}

function requireReach(mailbox: MailboxSeed): MailboxSeed {
  if (!mailbox.shared && !mailbox.licensed) {
    throw noMailbox(false);
  }
  return mailbox;
}

function mailboxOfUser(call: Call, user: User): MailboxSeed {
  const mailbox = call.world.mailboxes.get(user.userPrincipalName.toLowerCase());
  if (mailbox === undefined) {
    throw noMailbox(user.home !== undefined);
  }
  return requireReach(mailbox);
}

function requireRights({ caller }: Call, mailbox: MailboxSeed, use: MailUse, appId: string): void {
  if (caller.user === undefined) {
    if (mailbox.blockedAppIds.has(appId)) {
      throw accessDenied(
        "Access to OData is disabled: [RAOP] : Blocked by tenant configured AppOnly AccessPolicy settings.",
      );
    }
    return;
  }
  if (mailbox.ownerId === caller.user.id) {
    return;
  }
  const scoped = sharedScopes[use].some((scope) => caller.granted.has(scope));
  const given = use === "send" ? mailbox.sendAsIds : mailbox.delegateIds;
  if (!scoped || !given.has(caller.user.id)) {
    throw accessDenied();
  }
}

/**
 * The mailbox a path names: `/me`, or `/users/{id or name}`.
 * @param name undefined for `/me`.
 * @throws GraphError 403 `ErrorAccessDenied`; 404 `ErrorInvalidUser`, `MailboxNotEnabledForRESTAPI`,
 * `ResourceNotFound`.
 */
export function mailboxFor(call: Call, name: string | undefined, use: MailUse): MailboxAccess {
  if (name === undefined) {
    const user = signedIn(call);
    return { mailbox: mailboxOfUser(call, user), context: `users('${user.id}')` };
  }
  const user = userNamed(call, name);
  const shared = user === undefined ? sharedMailboxNamed(call, name) : undefined;
  if (user === undefined && shared === undefined) {
    throw new GraphError(404, "ErrorInvalidUser", `The requested user '${name}' is invalid.`);
  }
  const mailbox = shared ?? mailboxOfUser(call, user as User);
  requireRights(call, mailbox, use, call.caller.servicePrincipal?.appId ?? "");
  return { mailbox, context: `users('${encodeURIComponent(name)}')` };
}
