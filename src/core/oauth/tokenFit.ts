import type { Cloud } from "../cloud";
import { type Protocol, protocolList, protocols } from "../mail/protocol";
import { exchangeOnlineAppId, graphAppId } from "../registration/permissions";
import type { TokenInfo } from "./tokenInfo";

/** True when a list of scopes or roles names a permission: answers of the token endpoint name scopes in full. */
export function carries(names: readonly string[], wanted: string): boolean {
  return names.some((name) => name === wanted || name.endsWith(`/${wanted}`));
}

/** True when the rights in a token are enough for a protocol, those of a person or those of an app. */
export function permits({ scopes, roles }: TokenInfo, protocol: Protocol): boolean {
  const { permission, includedIn, applicationPermission } = protocol;
  const enough = [permission, ...includedIn].some((wanted) => carries(scopes, wanted));
  return enough || carries(roles, applicationPermission);
}

/**
 * The protocol to ask a token of an API for: one that was agreed to, because a right that nobody agreed to is refused.
 * @param scopes of the sign-in
 */
export function protocolToAsk(resource: Protocol["resource"], scopes: readonly string[]): Protocol {
  const agreed = protocolList.find(
    (protocol) => protocol.resource === resource && carries(scopes, protocol.permission),
  );
  return agreed ?? (resource === "mail" ? protocols.imap : protocols.graph);
}

/** The API that a sign-in with these scopes was for. */
export function resourceOf(scopes: readonly string[]): Protocol["resource"] {
  const found = protocolList.find(({ permission, includedIn }) =>
    [permission, ...includedIn].some((name) => carries(scopes, name)),
  );
  return found?.resource ?? "mail";
}

const normal = (audience: string): string => audience.replace(/\/+$/, "").toLowerCase();

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

/** True when the audience of a token is that API. */
export function isMeantFor(
  resource: Protocol["resource"],
  audience: string,
  cloud: Cloud,
): boolean {
  return audiences[resource](cloud).map(normal).includes(normal(audience));
}
