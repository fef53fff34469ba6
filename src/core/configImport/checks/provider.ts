import type { ImportedAccount } from "../importedConfig";
import type { Endpoint } from "./endpoint";
import type { Scope } from "./scope";

/** Whose mail service an account is for. */
export type Provider = "microsoft" | "google" | "yahoo" | "other";

/** By the hosts of endpoints and scopes. Sources: the templates of oama, email-oauth2-proxy and mutt_oauth2.py. */
const others: readonly (readonly [Provider, RegExp])[] = [
  ["google", /(?:^|\.)(?:google|googleapis|gmail)\.com$/],
  ["yahoo", /(?:^|\.)(?:yahoo|aol)\.(?:com|co\.[a-z]+)$/],
];

/** Names that are Microsoft's without being hosts to sign in at: slips happen around them. */
const microsoftHost =
  /(?:^|\.)(?:microsoft|microsoftonline|office|office365|outlook|live|windows|hotmail)\.[a-z.]+$/;

/** Microsoft as soon as something points there: a wrong host beside it is a finding, not another provider. */
export function providerOf(
  { name }: Pick<ImportedAccount, "name">,
  endpoints: readonly Endpoint[],
  scopes: readonly Scope[],
): Provider {
  const hosts = [
    ...endpoints.flatMap(({ url }) => url?.hostname ?? []),
    ...scopes.flatMap(({ host }) => host ?? []),
  ];
  const isMicrosoft =
    endpoints.some(({ cloud }) => cloud !== undefined) ||
    scopes.some(({ resource }) => resource === "mail") ||
    hosts.some((host) => microsoftHost.test(host));
  if (isMicrosoft) return "microsoft";
  const found = others.find(([, pattern]) => hosts.some((host) => pattern.test(host)));
  if (found !== undefined) return found[0];
  return hosts.length === 0 && name === "microsoft" ? "microsoft" : "other";
}
