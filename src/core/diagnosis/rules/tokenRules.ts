import { type Message, message } from "../../../base/message";
import type { Cloud } from "../../cloud";
import type { Protocol } from "../../mail/protocol";
import { protocolScope } from "../../oauth/scopes";
import { exchangeOnlineAppId, graphAppId } from "../../registration/permissions";
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
      const { scopes, roles } = symptom.token;
      // An opaque token whose scopes nobody told proves nothing
      if (!isDenied(symptom) || (symptom.token.opaque && scopes.length === 0)) return undefined;
      // What an app lacks is said by a rule of its own
      if (isAppOnly(symptom)) return undefined;
      const protocol = protocolOf(symptom);
      if (allows(scopes, protocol) || carries(roles, protocol.applicationPermission)) {
        return undefined;
      }
      return {
        title: message(
          "The mailbox was not opened: the sign-in does not include {0}.",
          protocol.name,
        ),
        explanation: message(
          "The access token carries {0}, but not {1}. Sign in again and agree to it; the registration must list it under API permissions.",
          scopes.length === 0 ? message("no permission") : scopes.join(", "),
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

function carries(names: readonly string[], wanted: string): boolean {
  // Answers of the token endpoint name scopes in full, tokens without their resource
  return names.some((name) => name === wanted || name.endsWith(`/${wanted}`));
}

const normal = (audience: string): string => audience.replace(/\/+$/, "").toLowerCase();

function allows(scopes: readonly string[], { permission, includedIn }: Protocol): boolean {
  return [permission, ...includedIn].some((wanted) => carries(scopes, wanted));
}

/** The names that an API has in tokens of version 1 and 2. */
const audiences: Readonly<Record<Protocol["resource"], (cloud: Cloud) => readonly string[]>> = {
  mail: ({ mailScopePrefix, imapHost }) => [
    mailScopePrefix,
    `https://${imapHost}`,
    "https://outlook.office365.com",
    exchangeOnlineAppId,
  ],
  graph: ({ graphHost }) => [graphAppId, `https://${graphHost}`],
};

function isFor(resource: Protocol["resource"], audience: string, cloud: Cloud): boolean {
  return audiences[resource](cloud).map(normal).includes(normal(audience));
}

function isForProtocol(audience: string, symptom: Symptom): boolean {
  return isFor(protocolOf(symptom).resource, audience, symptom.cloud);
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
  if (protocol.resource === "graph" || !isFor("graph", audience, cloud)) {
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
