import { type Message, message } from "../../../base/message";
import { imap } from "../../mail/protocol";
import { mailScope } from "../../oauth/scopes";
import { exchangeOnlineAppId, graphAppId } from "../../registration/permissions";
import { evidence } from "../evidence";
import type { Rule } from "../rule";
import { type ImapSymptom, isDenied } from "../symptom";
import { signInForMail } from "./ruleActions";

/** The server saw the token, and the token itself explains why it did not let it in. */
export const tokenRules: readonly Rule[] = [
  {
    id: "wrongAudience",
    find: (symptom) => {
      const { audience, scopes } = symptom.token;
      if (!isDenied(symptom) || audience === undefined || isForMail(audience, symptom)) {
        return undefined;
      }
      return {
        title: message("The mailbox was not opened: the sign-in is for another service."),
        explanation: explainAudience(audience, symptom),
        evidence: [
          evidence(message("Token audience"), audience),
          evidence(message("Token scopes"), scopes.join(" ")),
        ],
        actions: [signInForMail],
      };
    },
  },
  {
    id: "missingScope",
    find: (symptom) => {
      const { scopes, roles } = symptom.token;
      // An opaque token whose scopes nobody told proves nothing
      if (!isDenied(symptom) || (symptom.token.opaque && scopes.length === 0)) return undefined;
      if (carries(scopes, imap.permission) || carries(roles, imap.applicationPermission)) {
        return undefined;
      }
      return {
        title: message("The mailbox was not opened: the sign-in does not include IMAP."),
        explanation: message(
          "The access token carries {0}, but not {1}. Sign in again and agree to it; the registration must list it under API permissions.",
          scopes.length === 0 ? message("no permission") : scopes.join(", "),
          imap.permission,
        ),
        evidence: [evidence(message("Token scopes"), scopes.join(" "))],
        actions: [signInForMail],
      };
    },
  },
  {
    id: "tokenExpired",
    find: (symptom) => {
      const { expiresAt } = symptom.token;
      if (!isDenied(symptom) || expiresAt === undefined) return undefined;
      if (Date.parse(expiresAt) > symptom.now.getTime()) return undefined;
      return {
        title: message("The mailbox was not opened: the sign-in has expired."),
        explanation: message(
          "The access token ended before it reached the server, and a new one did not come. Sign in again; when it repeats, check this computer's clock.",
        ),
        evidence: [evidence(message("Token valid to"), expiresAt)],
        actions: [signInForMail],
      };
    },
  },
];

function carries(names: readonly string[], wanted: string): boolean {
  // Answers of the token endpoint name scopes in full, tokens without their resource
  return names.some((name) => name === wanted || name.endsWith(`/${wanted}`));
}

const normal = (audience: string): string => audience.replace(/\/+$/, "").toLowerCase();

/** Exchange Online under the names it has in tokens of version 1 and 2. */
function isForMail(audience: string, { cloud }: ImapSymptom): boolean {
  const names = [
    cloud.mailScopePrefix,
    `https://${cloud.imapHost}`,
    "https://outlook.office365.com",
    exchangeOnlineAppId,
  ];
  return names.map(normal).includes(normal(audience));
}

function explainAudience(audience: string, { token, cloud }: ImapSymptom): Message {
  const scope = mailScope(cloud, imap.permission);
  const mailHost = new URL(cloud.mailScopePrefix).host;
  const graph = [graphAppId, `https://${cloud.graphHost}`].map(normal);
  if (!graph.includes(normal(audience))) {
    return message(
      "The access token is meant for {0}. The IMAP server only takes tokens meant for {1}. The registration is fine; the sign-in must ask for {2}.",
      audience,
      mailHost,
      scope,
    );
  }
  return carries(token.scopes, imap.permission)
    ? message(
        "The scope was asked for without its service, and that means Microsoft Graph ({0}). The IMAP server only takes tokens meant for {1}: the sign-in must ask for {2}.",
        audience,
        mailHost,
        scope,
      )
    : message(
        "The access token is meant for Microsoft Graph ({0}). The IMAP server only takes tokens meant for {1}. The registration is fine; the sign-in must ask for {2}.",
        audience,
        mailHost,
        scope,
      );
}
