import { type Cloud, clouds } from "../../cloud";
import type { Setting } from "../importedConfig";

/**
 * What a scope asks a token for.
 * - `signIn`: no resource, it may stand beside any (openid and the like)
 * - `graph`: Microsoft Graph, which is also meant where no host is named
 * - `mail`: the mail servers
 * - `consentOnly`: a name that belongs into the admin consent link alone
 * - `unknown`: a host that no source names
 */
export type ScopeResource = "signIn" | "graph" | "mail" | "consentOnly" | "unknown";

export interface Scope {
  readonly setting: Setting;
  readonly resource: ScopeResource;
  /** Host, where one is named. */
  readonly host: string | undefined;
  /** The permission without its resource. */
  readonly name: string;
}

/** Source: Entra "scopes and permissions", OpenID Connect scopes. */
const signInScopes: ReadonlySet<string> = new Set(["openid", "profile", "email", "offline_access"]);

/** Both are in use for the global mail servers: Exchange's guide has the first, the templates of the tools the second. */
const globalMailHosts: ReadonlySet<string> = new Set([
  "outlook.office.com",
  "outlook.office365.com",
]);

/** Host and name of a scope; a resource can also be written without its scheme being https. */
const withHost = /^[a-z][a-z0-9+.-]*:\/\/(?<host>[^/]*)\/+(?<name>.*)$/i;

export function scopeOf(setting: Setting, cloudInUse: Cloud): Scope {
  const { host, name = setting.value } = withHost.exec(setting.value)?.groups ?? {};
  const known = host?.toLowerCase();
  return { setting, host: known, name, resource: resourceOf(known, name, cloudInUse) };
}

function resourceOf(host: string | undefined, name: string, cloudInUse: Cloud): ScopeResource {
  if (host === undefined) return signInScopes.has(name.toLowerCase()) ? "signIn" : "graph";
  const all = [cloudInUse, ...Object.values(clouds)];
  if (all.some(({ graphHost }) => graphHost === host)) {
    return signInScopes.has(name.toLowerCase()) ? "signIn" : "graph";
  }
  if (globalMailHosts.has(host) || all.some((cloud) => hostsOf(cloud).includes(host)))
    return "mail";
  return host === hostOf(clouds.global.adminConsent?.imapAndPop) ? "consentOnly" : "unknown";
}

function hostsOf({ mailScopePrefix, appMailScope }: Cloud): readonly (string | undefined)[] {
  return [hostOf(mailScopePrefix), hostOf(appMailScope)];
}

function hostOf(scope: string | undefined): string | undefined {
  return scope === undefined ? undefined : withHost.exec(scope)?.groups?.["host"];
}

/** Permissions for the mail protocols, delegated. */
export const protocolPermissions = [
  "IMAP.AccessAsUser.All",
  "POP.AccessAsUser.All",
  "SMTP.Send",
] as const;

/** Permissions of the mail servers that need no correction, besides the protocols. Source: Exchange's guide. */
const otherMailNames = [
  ".default",
  "EWS.AccessAsUser.All",
  "IMAP.AccessAsApp",
  "POP.AccessAsApp",
  "SMTP.SendAsApp",
];

/** More differences than this are another word, not a slip. */
const mostSlips = 3;

/**
 * The permission that was probably meant.
 * @returns undefined for a name that is right, and for one that is like none
 */
export function meantName({ name }: Pick<Scope, "name">): string | undefined {
  const candidates = [...protocolPermissions, "offline_access"];
  const right = [...candidates, ...otherMailNames, "Mail.Send", "Mail.Read"];
  if (right.includes(name)) return undefined;
  return candidates.find((candidate) => differences(name, candidate) <= mostSlips);
}

/** How many characters have to be put in, taken out or replaced (Levenshtein); more than fit are not counted out. */
function differences(a: string, b: string): number {
  if (Math.abs(a.length - b.length) > mostSlips) return mostSlips + 1;
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (const [index, character] of Array.from(a).entries()) {
    const next = [index + 1];
    for (let column = 1; column <= b.length; column += 1) {
      const replaced = (row[column - 1] ?? 0) + (b[column - 1] === character ? 0 : 1);
      next.push(Math.min(replaced, (row[column] ?? 0) + 1, (next[column - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
