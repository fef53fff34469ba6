import { type Message, message } from "../../../base/message";
import type { ProtocolId } from "../../mail/probe";
import { sameAddress } from "../../mailbox/address";
import { evidence } from "../evidence";
import type { Rule } from "../rule";
import { isDenied, isPersonalAccount, protocolOf, type Symptom, tokenUser } from "../symptom";
import {
  exchangeCommand,
  openOutlookSettings,
  quoted,
  signInForMail,
  testAgain,
} from "./ruleActions";
import { whySignInIsNotTheCause } from "./ruleWords";

/** The token is right; the mailbox is not open to it. */
export const mailboxRules: readonly Rule[] = [
  {
    id: "otherUser",
    find: (symptom) => {
      const { address } = symptom;
      const user = tokenUser(symptom);
      const refused = isDenied(symptom) || symptom.problem === "openRefused";
      if (!refused || user === undefined || sameAddress(user, address)) return undefined;
      return {
        title: message("{0} was not opened: the sign-in belongs to {1}.", address, user),
        explanation: message(
          "The server knows who signed in, but {1} has no right to open {0}. An administrator can give {1} full access; for a mailbox of your own, sign in as {0}, by its primary address in place of an alias.",
          address,
          user,
        ),
        evidence: [evidence(message("Token user"), user)],
        actions: isPersonalAccount(symptom)
          ? [signInForMail]
          : [exchangeCommand(delegateCommand(address, user)), signInForMail],
      };
    },
  },
  {
    id: "protocolClosed",
    find: (symptom) => {
      const protocol = protocolOf(symptom);
      const parameter = switchedOnBy[protocol.id];
      if (!isDenied(symptom) || isPersonalAccount(symptom) || parameter === undefined) {
        return undefined;
      }
      const { address } = symptom;
      return {
        title: message("{1} is closed for {0}.", address, protocol.name),
        explanation:
          protocol.id === "pop" ? message("{0} {1}", closed(symptom), twoLines) : closed(symptom),
        actions: [
          exchangeCommand(`Set-CASMailbox -Identity ${quoted(address)} ${parameter}`),
          testAgain,
        ],
      };
    },
  },
  {
    id: "protocolClosedPersonal",
    find: (symptom) => {
      const protocol = protocolOf(symptom);
      if (!isDenied(symptom) || !isPersonalAccount(symptom)) return undefined;
      if (switchedOnBy[protocol.id] === undefined) return undefined;
      return {
        title: message("{1} is switched off for {0}.", symptom.address, protocol.name),
        explanation: message(
          "{0}, but Outlook.com keeps {1} closed until its owner opens it: Settings, Mail, Forwarding and IMAP, then let devices and apps use {1}.",
          whySignInIsNotTheCause(symptom),
          protocol.name,
        ),
        actions: [openOutlookSettings, testAgain],
      };
    },
  },
  {
    id: "inboxRefused",
    find: ({ problem, address }) =>
      problem !== "openRefused"
        ? undefined
        : {
            title: message("Signed in, but the inbox of {0} did not open.", address),
            explanation: message(
              "The server accepted the sign-in and then refused INBOX: the account may have no mailbox, or no right to it.",
            ),
            actions: [testAgain],
          },
  },
];

function closed(symptom: Symptom): Message {
  return message(
    "{0}, so the mailbox itself seems to refuse: {1} is switched off for it, or the account has no mailbox. An Exchange administrator can switch it on.",
    whySignInIsNotTheCause(symptom),
    protocolOf(symptom).name,
  );
}

/** A program that sends one gets the same words. Source: Exchange "authenticate an IMAP, POP or SMTP connection using OAuth". */
const twoLines = message(
  "A mail program must send AUTH XOAUTH2 and the token on two lines, as this test did.",
);

/** Parameters of Exchange's Set-CASMailbox. SMTP and Graph are closed in other words, with rules of their own. */
const switchedOnBy: Readonly<Partial<Record<ProtocolId, string>>> = {
  imap: "-ImapEnabled $true",
  pop: "-PopEnabled $true",
};

function delegateCommand(address: string, user: string): string {
  return `Add-MailboxPermission -Identity ${quoted(address)} -User ${quoted(user)} -AccessRights FullAccess`;
}
