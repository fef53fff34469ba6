import { message } from "../../../base/message";
import { isGuid } from "../../guid";
import { evidence } from "../evidence";
import type { FindingAction } from "../finding";
import type { Rule } from "../rule";
import { isAppOnly, isDenied, protocolOf, type Symptom } from "../symptom";
import { exchangeCommand, quoted, showExchangeScript } from "./ruleActions";

const isMail = (symptom: Symptom): boolean => protocolOf(symptom).resource === "mail";

/**
 * An app without a user needs three things: the application permission with consent, its enterprise application made
 * known to Exchange, and a permission on the mailbox. Source: Exchange "authenticate an IMAP, POP or SMTP application by
 * OAuth".
 */
export const appRules: readonly Rule[] = [
  {
    id: "missingAppPermission",
    find: (symptom) => {
      const { roles } = symptom.token;
      const protocol = protocolOf(symptom);
      const wanted = protocol.applicationPermission;
      const granted = [wanted, ...protocol.includedIn].some((name) => roles.includes(name));
      if (!isDenied(symptom) || !isAppOnly(symptom) || granted) return undefined;
      return {
        title: message(
          "The mailbox was not opened: the app has no permission for {0}.",
          protocol.name,
        ),
        explanation:
          roles.length === 0
            ? message(
                "The access token of the app carries no permission, and {0} is needed. Add it to the registration as an application permission and let an administrator grant it.",
                wanted,
              )
            : message(
                "The access token of the app carries {0}, but not {1}. Add it to the registration as an application permission and let an administrator grant it.",
                roles.join(", "),
                wanted,
              ),
        evidence: [evidence(message("Token roles"), roles.join(" "))],
        actions: [
          {
            kind: "runCommand",
            title: message("Add Permissions"),
            command: "entraMail.addPermissions",
          },
        ],
      };
    },
  },
  {
    id: "appNoMailboxPermission",
    find: (symptom) => {
      const { problem, address } = symptom;
      const connected = problem === "mailboxDenied" || problem === "notConnected";
      if (!isMail(symptom) || !connected || !isAppOnly(symptom)) return undefined;
      return {
        title: message("The app has no permission for the mailbox {0}.", address),
        explanation: message(
          "Exchange knows the app and took its token, but nobody has let it into this mailbox. An Exchange administrator gives it full access; that can need up to two hours.",
        ),
        actions: [...fullAccess(symptom), showExchangeScript],
      };
    },
  },
  {
    id: "appNotKnown",
    find: (symptom) => {
      if (!isMail(symptom) || symptom.problem !== "authenticateRefused" || !isAppOnly(symptom)) {
        return undefined;
      }
      return {
        title: message("Exchange does not let the app into {0}.", symptom.address),
        explanation: message(
          "The access token is right, so Exchange itself does not know the app, or not for this mailbox. It must be made known there with the object ID of the enterprise application, not that of the registration, and be given full access. A change can need up to two hours.",
        ),
        actions: [showExchangeScript],
      };
    },
  },
];

/** The app as Exchange names it is looked up by its client id, which the token holds. */
function fullAccess({ address, token }: Symptom): readonly FindingAction[] {
  if (token.clientId === undefined || !isGuid(token.clientId)) return [];
  const app = `(Get-ServicePrincipal | Where-Object { $_.AppId -eq ${quoted(token.clientId)} }).Identity`;
  return [
    exchangeCommand(
      `Add-MailboxPermission -Identity ${quoted(address)} -User ${app} -AccessRights FullAccess`,
    ),
  ];
}
