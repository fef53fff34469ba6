import { type Message, message } from "../../../base/message";
import { protocolScope } from "../../oauth/scopes";
import { carries, isMeantFor, permits } from "../../oauth/tokenFit";
import { evidence } from "../evidence";
import type { Rule } from "../rule";
import { isAppOnly, isDenied, protocolOf, type Symptom } from "../symptom";
import { signInForMail } from "./ruleActions";

/** The server saw the token, and the token itself explains why it did not let it in. */
export const tokenRules: readonly Rule[] = [
  {
    id: "wrongAudience",
    find: (symptom) => {
      const { audience, scopes } = symptom.token;
      if (!isDenied(symptom) || audience === undefined || isForProtocol(audience, symptom)) {
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
      const { scopes } = symptom.token;
      // An opaque token whose scopes nobody told proves nothing
      if (!isDenied(symptom) || (symptom.token.opaque && scopes.length === 0)) return undefined;
      // What an app lacks is said by a rule of its own
      if (isAppOnly(symptom)) return undefined;
      const protocol = protocolOf(symptom);
      if (permits(symptom.token, protocol)) return undefined;
      return {
        title: message(
          "The mailbox was not opened: the sign-in does not include {0}.",
          protocol.name,
        ),
        explanation:
          scopes.length === 0
            ? message(
                "The access token carries no permission, and {0} is needed. Sign in again and agree to it; the registration must list it under API permissions.",
                protocol.permission,
              )
            : message(
                "The access token carries {0}, but not {1}. Sign in again and agree to it; the registration must list it under API permissions.",
                scopes.join(", "),
                protocol.permission,
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

function isForProtocol(audience: string, symptom: Symptom): boolean {
  return isMeantFor(protocolOf(symptom).resource, audience, symptom.cloud);
}

function explainAudience(audience: string, symptom: Symptom): Message {
  const { token, cloud } = symptom;
  const protocol = protocolOf(symptom);
  if (isAppOnly(symptom) && protocol.resource === "mail" && cloud.appMailScope !== undefined) {
    return message(
      "The access token of the app is meant for {0}. The {3} server only takes tokens meant for {1}: the token request must ask for {2}. Other names belong in the admin consent link.",
      audience,
      new URL(cloud.appMailScope).host,
      cloud.appMailScope,
      protocol.name,
    );
  }
  const scope = protocolScope(cloud, protocol);
  const host = new URL(scope).host;
  if (protocol.resource === "graph" || !isMeantFor("graph", audience, cloud)) {
    return message(
      "The access token is meant for {0}. The {3} server only takes tokens meant for {1}. The registration is fine; the sign-in must ask for {2}.",
      audience,
      host,
      scope,
      protocol.name,
    );
  }
  return carries(token.scopes, protocol.permission)
    ? message(
        "The scope was asked for without its service, and that means Microsoft Graph ({0}). The {3} server only takes tokens meant for {1}: the sign-in must ask for {2}.",
        audience,
        host,
        scope,
        protocol.name,
      )
    : message(
        "The access token is meant for Microsoft Graph ({0}). The {3} server only takes tokens meant for {1}. The registration is fine; the sign-in must ask for {2}.",
        audience,
        host,
        scope,
        protocol.name,
      );
}
