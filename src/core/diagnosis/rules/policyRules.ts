import { message } from "../../../base/message";
import type { FindingAction } from "../finding";
import type { Rule } from "../rule";
import { isPersonalAccount, protocolOf, type Symptom, tokenUser } from "../symptom";
import { exchangeCommand, quoted, signInForMail, testAgain, testGraphMail } from "./ruleActions";

/** The organization has closed the way, whoever comes with whatever token. */
export const policyRules: readonly Rule[] = [
  {
    id: "smtpOffForTenant",
    find: (symptom) => {
      if (symptom.problem !== "smtpAuthOff" || !isForTenant(symptom)) return undefined;
      return {
        title: message("SMTP AUTH is disabled for the organization of {0}.", signedIn(symptom)),
        explanation: message(
          "That closes SMTP for sign-ins with a token, too. An Exchange administrator can open it for this mailbox alone, whose setting goes before that of the organization, or for all mailboxes. Microsoft Graph can send without it.",
        ),
        actions: [
          openForMailbox(signedIn(symptom)),
          {
            ...exchangeCommand("Set-TransportConfig -SmtpClientAuthenticationDisabled $false"),
            title: message("Copy Command for All Mailboxes"),
          },
          testGraphMail,
        ],
      };
    },
  },
  {
    id: "smtpOffForMailbox",
    find: (symptom) =>
      symptom.problem !== "smtpAuthOff"
        ? undefined
        : {
            title: message("SMTP AUTH is disabled for {0}.", signedIn(symptom)),
            explanation: message(
              "That closes SMTP for sign-ins with a token, too. An Exchange administrator can switch it on for this mailbox; the change needs some minutes. Microsoft Graph can send without it.",
            ),
            actions: [openForMailbox(signedIn(symptom)), testGraphMail],
          },
  },
  {
    id: "basicAuthDisabled",
    find: (symptom) =>
      symptom.problem !== "basicAuthBlocked"
        ? undefined
        : {
            title: message("Exchange takes no passwords for {0}.", protocolOf(symptom).name),
            explanation: message(
              "It says that it was shown a user name and a password (basic authentication). It wants XOAUTH2 with an access token: choose OAuth2 in the mail program, and look for a relay or proxy in between that signs in with a password.",
            ),
            actions: [testAgain],
          },
  },
  {
    id: "policyRefused",
    find: (symptom) =>
      symptom.problem !== "policyRefused"
        ? undefined
        : {
            title: message(
              "A policy of the organization refused the sign-in of {0}.",
              signedIn(symptom),
            ),
            explanation: message(
              "The token is right, but Conditional Access or security defaults do not let it in from here or in this way. A sign-in in the browser of a managed computer may meet the policy; an administrator finds the reason in the sign-in logs.",
            ),
            actions: [signInForMail, ...adminCenter(symptom)],
          },
  },
];

/** Source: the two texts of 535 5.7.139, "for the Tenant" and "for the Mailbox". */
function isForTenant({ transcript: { authenticate } }: Symptom): boolean {
  return /disabled for the tenant/i.test(authenticate?.text ?? "");
}

/** SMTP signs in as the person, whatever mailbox is to be opened. */
function signedIn(symptom: Symptom): string {
  return tokenUser(symptom) ?? symptom.transcript.user;
}

/** Source: Exchange "Set-CASMailbox"; without a value the mailbox follows the organization. */
function openForMailbox(address: string): FindingAction {
  return exchangeCommand(
    `Set-CASMailbox -Identity ${quoted(address)} -SmtpClientAuthenticationDisabled $false`,
  );
}

function adminCenter(symptom: Symptom): readonly FindingAction[] {
  const { portalHost } = symptom.cloud;
  return portalHost === undefined || isPersonalAccount(symptom)
    ? []
    : [
        {
          kind: "openLink",
          title: message("Open Microsoft Entra Admin Center"),
          url: `https://${portalHost}/`,
        },
      ];
}
