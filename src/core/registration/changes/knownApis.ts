import type { PublishedPermission, ResourceApi } from "../../directoryPorts";
import { adminOnlyScopes, exchangePermissions, graphPermissions } from "../permissionNames";
import { exchangeOnlineAppId, graphAppId, graphDelegatedPermissions } from "../permissions";

/** The APIs that mail needs, by client id. */
export const mailApis: readonly { readonly appId: string; readonly displayName: string }[] = [
  { appId: graphAppId, displayName: "Microsoft Graph" },
  { appId: exchangeOnlineAppId, displayName: "Office 365 Exchange Online" },
];

const graphDelegated = Object.fromEntries(
  Object.entries(graphDelegatedPermissions).map(([name, { id }]) => [`Scope:${id}`, name]),
);

/** Names by `<type>:<id>`, for each of {@link mailApis}. */
const tables: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  [graphAppId]: { ...graphDelegated, ...graphPermissions },
  [exchangeOnlineAppId]: exchangePermissions,
};

/**
 * What is known here of an API, for a directory that cannot be asked; undefined for others than
 * {@link mailApis}. It is what mail needs and no more, and its `id` is empty.
 */
export function knownApi(appId: string): ResourceApi | undefined {
  const api = mailApis.find((one) => one.appId === appId);
  const table = tables[appId];
  if (api === undefined || table === undefined) return undefined;
  return { id: "", ...api, permissions: Object.entries(table).map(known) };
}

function known([key, value]: readonly [string, string]): PublishedPermission {
  const [kind, id = ""] = key.split(":");
  const type = kind === "Role" ? "Role" : "Scope";
  const adminOnly = type === "Role" || adminOnlyScopes.has(value);
  return { id, type, value, displayName: "", description: "", adminOnly };
}
