import { type Message, message } from "../../base/message";
import type { Finding } from "../../core/diagnosis/finding";
import type { ProbeResult, ProtocolId } from "../../core/mail/probe";
import type { Mailbox } from "../../core/mailbox/mailbox";
import { agoWords, durationWords, leftWords, numberWords } from "../moments";

/** The words of the rows in "Mailboxes". Pure: clock and locale are arguments. */

/** Whether the mailbox can be used now. An access token that has ended is renewed at its next use. */
function tokenWords({ kind, needsSignIn, tokenExpiresAt }: Mailbox, now: Date): Message {
  if (kind === "appOnly") return message("opened by the app itself");
  if (needsSignIn) return message("sign in again");
  const left = tokenExpiresAt === undefined ? undefined : leftWords(new Date(tokenExpiresAt), now);
  return left === undefined ? message("signed in") : message("token valid {0}", left);
}

/** The parts of a mailbox's description. */
export function mailboxDescription(mailbox: Mailbox, now: Date): readonly Message[] {
  const { account, address, registrationName } = mailbox;
  const other = account.username !== "" && account.username.toLowerCase() !== address.toLowerCase();
  // What is out of the ordinary first: a narrow side bar cuts the end off.
  return [
    ...(other ? [message("signs in as {0}", account.username)] : []),
    tokenWords(mailbox, now),
    message("{0}", registrationName),
  ];
}

/** Findings by id in the few words that a row has room for, without the address that stands above it. */
const causes: Readonly<Record<string, Message>> = {
  otherUser: message("the sign-in belongs to another user"),
  protocolClosed: message("closed for this mailbox"),
  protocolClosedPersonal: message("switched off"),
  inboxRefused: message("the inbox did not open"),
  noMailbox: message("no mailbox in Exchange Online"),
  noLicence: message("no Exchange Online licence"),
  graphTokenRefused: message("the access token was not taken"),
  graphSharedDenied: message("not shared with the person who signs in"),
  graphDenied: message("a policy leaves this mailbox out"),
  smtpOffForTenant: message("SMTP AUTH is disabled for the organization"),
  smtpOffForMailbox: message("SMTP AUTH is disabled for this mailbox"),
  smtpRefused: message("closed for this mailbox"),
  smtpSharedLogin: message("it has no login of its own"),
  smtpMailboxClosed: message("the mailbox cannot be opened for sending"),
  sendAsDenied: message("not allowed to send as this address"),
  senderRefused: message("this address was not taken as a sender"),
  messageRefused: message("the message was not sent"),
  basicAuthDisabled: message("passwords are not taken"),
  policyRefused: message("refused by a policy"),
  missingAppPermission: message("the app has no permission for it"),
  appNoMailboxPermission: message("the app has no permission for this mailbox"),
  appNotKnown: message("Exchange does not let the app in"),
  wrongAudience: message("the sign-in is for another service"),
  missingScope: message("the sign-in does not include it"),
  tokenExpired: message("the sign-in has expired"),
  signInAgain: message("sign in again"),
  notPermitted: message("not permitted by this sign-in"),
  hostNotFound: message("server not found"),
  hostRefused: message("server cannot be reached"),
  hostSilent: message("server does not answer"),
  tlsOtherHost: message("not a mail server of Microsoft"),
  tlsFailed: message("connection is not secure"),
  notMail: message("not a mail server"),
  serverBusy: message("server asks to try later"),
  serverBye: message("server ended the connection"),
  noXoauth2: message("server does not take Microsoft sign-ins"),
  serverGarbled: message("server does not speak the protocol"),
  connectionClosed: message("connection broke off"),
  "oauth.unreachable": message("sign-in page cannot be reached"),
};

function causeWords(finding: Finding | undefined): Message {
  if (finding === undefined) return message("The test failed.");
  return (Object.hasOwn(causes, finding.id) ? causes[finding.id] : undefined) ?? finding.title;
}

/** What the test proved. */
const openedWords: Readonly<Record<ProtocolId, Message>> = {
  imap: message("✓ opened INBOX"),
  smtp: message("✓ may send"),
  pop: message("✓ opened the mailbox"),
  graph: message("✓ read the Inbox folder"),
};

/** The parts of a protocol's description: the result first, then how long it took and how old it is. */
export function probeDescription(
  probe: ProbeResult | undefined,
  now: Date,
  locale: string,
): readonly Message[] {
  if (probe === undefined) return [message("not tested")];
  const ago = agoWords(new Date(probe.at), now);
  if (!probe.ok) {
    const [finding] = probe.findings;
    // Nobody asked for this protocol: that is no fault
    if (finding?.severity === "information") return [causeWords(finding)];
    return [message("✗ {0}", causeWords(finding)), ago];
  }
  const opened = openedWords[probe.protocol];
  const told =
    probe.messages === undefined
      ? opened
      : message("{0}, {1} messages", opened, numberWords(probe.messages, locale));
  return [told, durationWords(probe.milliseconds, locale), ago];
}
