import { type Message, message } from "../../../base/message";
import { protocolScope } from "../../oauth/scopes";
import { diagnose } from "../diagnose";
import { isAppOnly, protocolOf, type Symptom } from "../symptom";
import { hypothesesFor, isAboutApp, isAboutToken, suppose } from "./hypotheses";
import { fromOutside } from "./textActions";
import type { Cause } from "./textFinding";

/** What each finding of a login test would say, while it is only possible. */
const words: Readonly<Record<string, (symptom: Symptom) => Message>> = {
  wrongAudience: (symptom) =>
    message(
      "The access token is for another service. Each token is for one only; this server takes those that were asked for with {0}.",
      protocolScope(symptom.cloud, protocolOf(symptom)),
    ),
  missingScope: (symptom) =>
    message(
      "The access token does not carry {0}: it was not asked for, or nobody agreed to it.",
      protocolOf(symptom).permission,
    ),
  otherUser: () =>
    message(
      "The user name is not the one that the token belongs to: an alias, another account, or a shared mailbox that its user may not open.",
    ),
  smtpSharedLogin: () =>
    message(
      "The user name is a shared mailbox or an alias. SMTP signs in as the person; the other address goes into From.",
    ),
  protocolClosed: (symptom) =>
    message(
      "{0} is switched off for the mailbox, or the account has no mailbox.",
      protocolOf(symptom).name,
    ),
  protocolClosedPersonal: (symptom) =>
    message(
      "The mailbox is a personal one, and its owner has not let programs use {0}: Outlook.com, Settings, Mail, Forwarding and IMAP.",
      protocolOf(symptom).name,
    ),
  smtpRefused: () =>
    message(
      "SMTP AUTH is switched off for the mailbox, or the account has no licence with one, as a shared mailbox has none.",
    ),
  smtpMailboxClosed: () =>
    message("The mailbox has no licence, is being moved, or is not open to this user."),
  missingAppPermission: (symptom) =>
    message(
      "An app signs in without a user, and its token does not carry {0}.",
      protocolOf(symptom).applicationPermission,
    ),
  appNotKnown: () =>
    message(
      "An app signs in without a user, and Exchange does not know it, or does not let it into the mailbox. Exchange wants the object ID of the enterprise application, not that of the registration.",
    ),
  appNoMailboxPermission: () =>
    message("An app signs in without a user, and has no permission on the mailbox."),
  graphTokenRefused: () =>
    message(
      "What was sent is no access token for Microsoft Graph: one of a personal account that was issued for something else, or a refresh token.",
    ),
  graphSharedDenied: () =>
    message(
      "The mailbox is that of somebody else: {0} is missing, or it is not shared with the person who signs in.",
      "Mail.Read.Shared",
    ),
  graphDenied: () =>
    message(
      "A policy of the organization leaves the mailbox out (application access policy, or RBAC for Applications).",
    ),
};

const personal = /@(?:outlook|hotmail|live|msn)\.[a-z.]{2,7}$/i;

/**
 * The causes that show in the same words, the likeliest first: what the rules of a login test would find in each case
 * that the text leaves open.
 * @param knowsToken the token of the symptom stands in the text: what it would explain by itself is ruled out, and so is
 * who did not sign in
 */
export function causesOf(symptom: Symptom, knowsToken: boolean): readonly Cause[] {
  const isPersonal = personal.test(symptom.address);
  const causes = hypothesesFor(symptom)
    .filter((id) => !knowsToken || (!isAboutToken(id) && isAboutApp(id) === isAppOnly(symptom)))
    .filter((id) => !isPersonal || (id !== "closed" && !isAboutApp(id)))
    .flatMap((id) => diagnose(suppose(symptom, id)))
    .flatMap((finding) => {
      const say = words[finding.id];
      if (say === undefined) return [];
      const actions = fromOutside(finding.actions.slice(0, 1), symptom.transcript.protocol);
      return [{ id: finding.id, words: say(symptom), actions }];
    });
  return causes.filter(({ id }, at) => causes.findIndex((one) => one.id === id) === at);
}
