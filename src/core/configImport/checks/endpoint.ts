import { type Cloud, clouds } from "../../cloud";
import type { Setting } from "../importedConfig";

/** Other names of the global sign-in host. Source: MSAL, the aliases of its known authorities. */
const globalAliases: ReadonlySet<string> = new Set([
  "login.microsoft.com",
  "login.windows.net",
  "sts.windows.net",
]);

/** An endpoint as far as it can be read. */
export interface Endpoint {
  readonly setting: Setting;
  /** undefined where it is no URL at all. */
  readonly url: URL | undefined;
  /** The cloud whose sign-in host it names; undefined for all other hosts. */
  readonly cloud: Cloud | undefined;
  /** First part of its path: a GUID, a domain, or `common` and the like. */
  readonly tenant: string | undefined;
}

/** @param cloudInUse counts besides the table: its hosts may be of one's own */
export function endpointOf(setting: Setting, cloudInUse: Cloud): Endpoint {
  const url = URL.canParse(setting.value) ? new URL(setting.value) : undefined;
  const cloud = url && cloudOf(url.hostname, cloudInUse);
  const tenant = cloud && /^\/([^/]+)\//.exec(url?.pathname ?? "")?.[1];
  return { setting, url, cloud, tenant: tenant?.toLowerCase() };
}

function cloudOf(host: string, cloudInUse: Cloud): Cloud | undefined {
  if (globalAliases.has(host)) return clouds.global;
  return [cloudInUse, ...Object.values(clouds)].find(({ loginHost }) => loginHost === host);
}

/** Names in place of a tenant, at which people of several directories sign in. */
export const sharedTenants: ReadonlySet<string> = new Set(["common", "organizations", "consumers"]);
