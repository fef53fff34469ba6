import { type Message, message } from "../../base/message";

/** A permission for somebody who has to approve it and has never heard of it. */
export interface PermissionReason {
  /** What the app can do with it. */
  readonly allows: Message;
  /** Why mail needs it. */
  readonly why: Message;
  /** What it cannot do in spite of it. */
  readonly limits: Message;
}

const onlyOwnMailbox = message(
  "It never opens a mailbox that the person who signed in cannot open in Outlook.",
);
const noPassword = message("It does not give the app a password, and opens no mailbox.");
const onlyNamedMailboxes = message(
  "By itself it opens no mailbox: an Exchange administrator names each mailbox separately.",
);
const everyMailbox = message(
  "Without a limit set in Exchange (RBAC for Applications) it reaches every mailbox of the organization.",
);

const readByImap: PermissionReason = {
  allows: message("Read, move and delete mail, in the name of the person who has signed in."),
  why: message(
    "Mail programs fetch mail by IMAP, and Outlook's server lets them in with this permission only.",
  ),
  limits: onlyOwnMailbox,
};

/** Delegated permissions, by name. */
const delegated: Readonly<Record<string, PermissionReason>> = {
  "IMAP.AccessAsUser.All": readByImap,
  "POP.AccessAsUser.All": {
    allows: message("Fetch mail from the inbox, in the name of the person who has signed in."),
    why: message("Some programs still fetch mail by POP."),
    limits: onlyOwnMailbox,
  },
  "SMTP.Send": {
    allows: message("Send mail, in the name of the person who has signed in."),
    why: message("Mail programs hand outgoing mail over by SMTP."),
    limits: message("It reads nothing, and sends from no address the person may not send from."),
  },
  "Mail.Read": {
    allows: message("Read mail, in the name of the person who has signed in."),
    why: message("The app fetches mail through Microsoft Graph instead of IMAP."),
    limits: onlyOwnMailbox,
  },
  "Mail.ReadWrite": {
    allows: message("Read, move and delete mail, in the name of the person who has signed in."),
    why: message("The app fetches mail through Microsoft Graph and files what it has handled."),
    limits: onlyOwnMailbox,
  },
  "Mail.Send": {
    allows: message("Send mail, in the name of the person who has signed in."),
    why: message("The app sends mail through Microsoft Graph instead of SMTP."),
    limits: message("It reads nothing, and sends from no address the person may not send from."),
  },
  offline_access: {
    allows: message("Stay signed in after the first sign-in."),
    why: message("Without it the person would have to sign in again about every hour."),
    limits: message("It adds no access: only what is granted beside it is kept."),
  },
  openid: {
    allows: message("See who has signed in."),
    why: message("Every sign-in with a work account needs it."),
    limits: noPassword,
  },
  profile: {
    allows: message("See the name of the person who has signed in."),
    why: message("The app shows whose mailbox it opens."),
    limits: noPassword,
  },
  email: {
    allows: message("See the address of the person who has signed in."),
    why: message("The app needs the address to open the right mailbox."),
    limits: noPassword,
  },
  "User.Read": {
    allows: message("Read the profile of the person who has signed in."),
    why: message("The app finds out which mailbox belongs to the person."),
    limits: message("It does not see the profiles of other people."),
  },
};

/** Application permissions, by name: used without a person. */
const application: Readonly<Record<string, PermissionReason>> = {
  "IMAP.AccessAsApp": {
    allows: message("Read, move and delete mail by IMAP, without a person who signs in."),
    why: message("A service fetches mail on its own, for example into a ticket system."),
    limits: onlyNamedMailboxes,
  },
  "POP.AccessAsApp": {
    allows: message("Fetch mail by POP, without a person who signs in."),
    why: message("A service fetches mail on its own."),
    limits: onlyNamedMailboxes,
  },
  "SMTP.SendAsApp": {
    allows: message("Send mail by SMTP, without a person who signs in."),
    why: message("A service sends mail on its own, for example notifications."),
    limits: onlyNamedMailboxes,
  },
  "Mail.Read": {
    allows: message("Read the mail of all mailboxes, without a person who signs in."),
    why: message("A service fetches mail through Microsoft Graph."),
    limits: everyMailbox,
  },
  "Mail.ReadWrite": {
    allows: message("Read, move and delete the mail of all mailboxes, without a person."),
    why: message("A service fetches mail through Microsoft Graph and files it."),
    limits: everyMailbox,
  },
  "Mail.Send": {
    allows: message("Send mail as every mailbox, without a person who signs in."),
    why: message("A service sends mail through Microsoft Graph."),
    limits: everyMailbox,
  },
};

/** undefined for a permission that mail has no use for: then its API's own words are all there is. */
export function permissionReason(
  type: "Scope" | "Role",
  name: string,
): PermissionReason | undefined {
  const table = type === "Scope" ? delegated : application;
  return Object.hasOwn(table, name) ? table[name] : undefined;
}
