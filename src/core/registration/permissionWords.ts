import { type Message, message } from "../../base/message";
import type { PublishedPermission } from "../directoryPorts";
import { graphDelegatedPermissions } from "./permissions";

/** What delegated permissions let a program do, beyond those that registrations of this product begin with. */
const delegated: Readonly<Record<string, Message | undefined>> = {
  ...Object.fromEntries(
    Object.entries(graphDelegatedPermissions).map(([name, { plainWords }]) => [name, plainWords]),
  ),
  "Mail.ReadBasic": message("Read who wrote and when, but not the text of mail"),
  "Mail.Read.Shared": message("Read mail, also of mailboxes shared with the person"),
  "Mail.ReadWrite.Shared": message(
    "Read and change mail, also of mailboxes shared with the person",
  ),
  "Mail.Send.Shared": message("Send mail, also for others who allowed it"),
  "MailboxSettings.Read": message("Read the settings of the mailbox"),
  "MailboxSettings.ReadWrite": message("Read and change the settings of the mailbox"),
  "EWS.AccessAsUser.All": message("Use Exchange Web Services as the person who signs in"),
};

/** What application permissions let a program do, without a person. */
const application: Readonly<Record<string, Message | undefined>> = {
  "IMAP.AccessAsApp": message(
    "Read and change mail by IMAP without a person, in mailboxes opened to it",
  ),
  "POP.AccessAsApp": message("Fetch mail by POP without a person, from mailboxes opened to it"),
  "SMTP.SendAsApp": message("Send mail by SMTP without a person, for mailboxes opened to it"),
  "Mail.Read": message("Read mail of every mailbox, without a person"),
  "Mail.ReadWrite": message("Read and change mail of every mailbox, without a person"),
  "Mail.ReadBasic": message("Read who wrote and when in every mailbox, without a person"),
  "Mail.ReadBasic.All": message("Read who wrote and when in every mailbox, without a person"),
  "Mail.Send": message("Send mail as anybody, without a person"),
  "MailboxSettings.Read": message("Read the settings of every mailbox, without a person"),
  "MailboxSettings.ReadWrite": message(
    "Read and change the settings of every mailbox, without a person",
  ),
  "User.Read.All": message("Read the profiles of everybody, without a person"),
  full_access_as_app: message("Use every mailbox by Exchange Web Services, without a person"),
  "Exchange.ManageAsApp": message("Manage Exchange Online by PowerShell, without a person"),
};

/** What a permission lets a program do, in plain words; undefined where only Microsoft's own words are known. */
export function permissionWords({
  type,
  value,
}: Pick<PublishedPermission, "type" | "value">): Message | undefined {
  const table = type === "Role" ? application : delegated;
  return Object.hasOwn(table, value) ? table[value] : undefined;
}

/** True for what reads, sends or opens mail, and for what every sign-in to a mailbox needs beside it. */
export function isMailPermission({ value }: Pick<PublishedPermission, "value">): boolean {
  return (
    /^(?:IMAP|POP|SMTP|Mail|MailboxSettings|EWS)\./.test(value) ||
    ["full_access_as_app", "offline_access", "openid", "profile", "email", "User.Read"].includes(
      value,
    )
  );
}
