import { message } from "../../../base/message";
import type { FindingAction } from "../finding";

export const signInForMail: FindingAction = {
  kind: "signInMailbox",
  title: message("Sign In Again"),
};

export const testAgain: FindingAction = { kind: "testAgain", title: message("Test Again") };

/** A host that a person typed is theirs to change. */
export const editMailHosts: FindingAction = {
  kind: "runCommand",
  title: message("Edit Mail Hosts"),
  command: "entraMail.editMailHosts",
  onTarget: true,
};

/** The cloud decides the hosts. */
export const chooseCloud: FindingAction = {
  kind: "openSettings",
  title: message("Choose the Cloud"),
  setting: "entraMail.cloud",
};

export const openOutlookSettings: FindingAction = {
  kind: "openLink",
  title: message("Open Outlook Settings"),
  // Named by public mail programs; the path of the settings page may change
  url: "https://outlook.live.com/mail/0/options/mail/forwarding",
};

/** Microsoft Graph sends and reads where Exchange's mail protocols are closed. */
export const testGraphMail: FindingAction = {
  kind: "runCommand",
  title: message("Test Graph Mail"),
  command: "entraMail.testGraphMail",
  onTarget: true,
};

/** Asks for the registration, and writes the script that lets an app without a user into mailboxes. */
export const showExchangeScript: FindingAction = {
  kind: "runCommand",
  title: message("Show Exchange Online Script"),
  command: "entraMail.showExchangeScript",
};

/** A command of Exchange Online PowerShell, to be run by an administrator. */
export function exchangeCommand(text: string): FindingAction {
  return { kind: "copyText", title: message("Copy Exchange Command"), text };
}

/** A PowerShell literal; it takes the typographic quotes for plain ones, so those are doubled, too. */
export function quoted(text: string): string {
  return `'${text.replace(/\p{Cc}/gu, "").replace(/['\u2018-\u201b]/g, "$&$&")}'`;
}
