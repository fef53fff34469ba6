import { message } from "../../../base/message";
import { sameAddress } from "../../mailbox/address";
import { evidence } from "../evidence";
import type { FindingAction } from "../finding";
import type { Rule } from "../rule";
import { isAppOnly, isPersonalAccount, type Symptom, tokenUser } from "../symptom";
import {
  exchangeCommand,
  openOutlookSettings,
  quoted,
  showExchangeScript,
  signInForMail,
  testAgain,
} from "./ruleActions";
import { whySignInIsNotTheCause } from "./ruleWords";

const isSmtp = ({ transcript }: Symptom): boolean => transcript.protocol === "smtp";

/** SMTP signs in as a person and sends as an address: each of the two can be refused. */
export const smtpRules: readonly Rule[] = [
  {
    id: "sendAsDenied",
    find: (symptom) => {
      if (symptom.problem !== "senderRefused") return undefined;
      const { address } = symptom;
      const user = tokenUser(symptom) ?? symptom.transcript.user;
      return sameAddress(user, address)
        ? {
            title: message("{0} was refused as the sender.", address),
            explanation: message(
              "The sign-in is right, but From must be the primary address of the mailbox or one of its aliases that may send. Put the primary address into From.",
            ),
            actions: [testAgain],
          }
        : {
            title: message("{1} may not send as {0}.", address, user),
            explanation: message(
              "From must be the mailbox that signed in. Put {1} into From, or let an Exchange administrator give {1} the right to send as {0}.",
              address,
              user,
            ),
            evidence: [evidence(message("Token user"), user)],
            actions: [sendAsRight(symptom, user), testAgain],
          };
    },
  },
  {
    id: "smtpSharedLogin",
    find: (symptom) => {
      const { problem, transcript } = symptom;
      const user = symptom.token.username;
      if (!isSmtp(symptom) || problem !== "authenticateRefused" || user === undefined) {
        return undefined;
      }
      if (sameAddress(user, transcript.user)) return undefined;
      return {
        title: message("{0} has no login of its own for sending.", transcript.user),
        explanation: message(
          "The sign-in belongs to {1}, and SMTP was asked to sign in as {0}. A shared mailbox sends through somebody who may: sign in as {1} and put {0} into From.",
          transcript.user,
          user,
        ),
        evidence: [evidence(message("Token user"), user)],
        actions: [signInForMail],
      };
    },
  },
  {
    id: "smtpRefused",
    find: (symptom) => {
      if (!isSmtp(symptom) || symptom.problem !== "authenticateRefused") return undefined;
      const { user } = symptom.transcript;
      const why = whySignInIsNotTheCause(symptom);
      return isPersonalAccount(symptom)
        ? {
            title: message("Outlook.com does not let {0} send by SMTP.", user),
            explanation: message(
              "{0}. Look at the account in the browser first: it may ask for a confirmation, or programs may be switched off under Forwarding and IMAP.",
              why,
            ),
            actions: [openOutlookSettings, testAgain],
          }
        : {
            title: message("SMTP is closed for {0}.", user),
            explanation: message(
              "{0}, so the mailbox itself seems to refuse: SMTP AUTH is switched off for it, or the account has no licence with a mailbox, as a shared mailbox has none. An Exchange administrator can switch it on.",
              why,
            ),
            actions: [
              exchangeCommand(
                `Set-CASMailbox -Identity ${quoted(user)} -SmtpClientAuthenticationDisabled $false`,
              ),
              testAgain,
            ],
          };
    },
  },
  {
    id: "smtpMailboxClosed",
    find: (symptom) => {
      const { problem, address, transcript } = symptom;
      if (!isSmtp(symptom) || problem !== "mailboxDenied") return undefined;
      const user = tokenUser(symptom) ?? transcript.user;
      return {
        title: message("Exchange could not open the mailbox of {0} for sending.", address),
        explanation: message(
          "It took the sign-in of {0} and failed at the mailbox: it has no licence, it is being moved, or it is not open to this user.",
          user,
        ),
        actions: sameAddress(user, address) ? [testAgain] : [sendAsRight(symptom, user), testAgain],
      };
    },
  },
  {
    id: "senderRefused",
    find: (symptom) =>
      !isSmtp(symptom) || symptom.problem !== "openRefused"
        ? undefined
        : {
            title: message("Signed in, but {0} was not taken as a sender.", symptom.address),
            explanation: message(
              "The server accepted the sign-in and then refused MAIL FROM with this address. Its own words are among the details.",
            ),
            actions: [testAgain],
          },
  },
  {
    id: "messageRefused",
    find: ({ problem, address }) =>
      problem !== "sendRefused"
        ? undefined
        : {
            title: message("The mailbox of {0} is open, but the message was not sent.", address),
            explanation: message(
              "The sign-in is right. The server did not take the message itself; its own words are among the details.",
            ),
            actions: [testAgain],
          },
  },
];

/** Source: Exchange "authenticate an IMAP, POP or SMTP connection using OAuth", "Add-RecipientPermission". */
function sendAsRight(symptom: Symptom, user: string): FindingAction {
  if (isAppOnly(symptom)) return showExchangeScript;
  return exchangeCommand(
    `Add-RecipientPermission -Identity ${quoted(symptom.address)} -Trustee ${quoted(user)} -AccessRights SendAs`,
  );
}
