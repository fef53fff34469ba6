import { type Message, message } from "../../base/message";
import { exchangeOnlineAppId, graphAppId, graphMailScopeIds, mailScopeIds } from "./apiIds";
import { exchangePermissions, graphPermissions } from "./permissionNames";
import type { RequiredResourceAccess, ResourceAccess } from "./registration";

export { exchangeOnlineAppId, graphAppId } from "./apiIds";

interface DelegatedPermission {
  readonly id: string;
  readonly plainWords: Message;
}

/**
 * Delegated permissions of Microsoft Graph that mail needs. Users may consent to all of them by definition;
 * a tenant can still ask for an administrator. Ids: Microsoft Graph permissions reference.
 */
export const graphDelegatedPermissions = {
  "IMAP.AccessAsUser.All": {
    id: mailScopeIds["IMAP.AccessAsUser.All"].graph,
    plainWords: message("Read and change mail by IMAP, as the person who signs in"),
  },
  "SMTP.Send": {
    id: mailScopeIds["SMTP.Send"].graph,
    plainWords: message("Send mail by SMTP, as the person who signs in"),
  },
  "POP.AccessAsUser.All": {
    id: mailScopeIds["POP.AccessAsUser.All"].graph,
    plainWords: message("Fetch mail by POP, as the person who signs in"),
  },
  "Mail.Read": {
    id: graphMailScopeIds["Mail.Read"],
    plainWords: message("Read mail through Microsoft Graph"),
  },
  "Mail.ReadWrite": {
    id: graphMailScopeIds["Mail.ReadWrite"],
    plainWords: message("Read and change mail through Microsoft Graph"),
  },
  "Mail.Send": {
    id: graphMailScopeIds["Mail.Send"],
    plainWords: message("Send mail through Microsoft Graph"),
  },
  offline_access: {
    id: "7427e0e9-2fba-42fe-b0c0-848c9e6a8182",
    plainWords: message("Stay signed in"),
  },
  openid: {
    id: "37f7f235-527c-4136-accd-4a02d197296e",
    plainWords: message("Sign people in"),
  },
  profile: {
    id: "14dad69e-099b-42c9-810b-d002981feec1",
    plainWords: message("See the name of the person who signs in"),
  },
  email: {
    id: "64a6cdd6-aab1-4aaf-94b8-3cc8405e90d0",
    plainWords: message("See the email address of the person who signs in"),
  },
  "User.Read": {
    id: "e1fe6dd8-ba31-4d61-89e7-88639da4683d",
    plainWords: message("Read the profile of the person who signs in"),
  },
} as const satisfies Readonly<Record<string, DelegatedPermission>>;

export type PermissionName = keyof typeof graphDelegatedPermissions;

const resources: Readonly<
  Record<string, { readonly name: string; readonly permissions: Readonly<Record<string, string>> }>
> = {
  [graphAppId]: { name: "Microsoft Graph", permissions: graphPermissions },
  [exchangeOnlineAppId]: {
    name: "Office 365 Exchange Online",
    permissions: exchangePermissions,
  },
};

const byId = new Map<string, PermissionName>(
  (Object.keys(graphDelegatedPermissions) as PermissionName[]).map((name) => [
    graphDelegatedPermissions[name].id,
    name,
  ]),
);

const plainWordsByName: Readonly<Record<string, DelegatedPermission | undefined>> =
  graphDelegatedPermissions;

/** Names a declared permission. `value` is undefined when this table does not know the id. */
export function permissionOf(
  resourceAppId: string,
  access: ResourceAccess,
): {
  resourceName: string;
  value: string | undefined;
  plainWords: Message | undefined;
} {
  const resource = resources[resourceAppId];
  const value =
    (resourceAppId === graphAppId && access.type === "Scope" ? byId.get(access.id) : undefined) ??
    resource?.permissions[`${access.type}:${access.id}`];
  return {
    resourceName: resource?.name ?? resourceAppId,
    value,
    plainWords:
      value === undefined || access.type === "Role"
        ? undefined
        : plainWordsByName[value]?.plainWords,
  };
}

/** The declaration that asks for `names`, in Graph's shape and without repetitions. */
export function requireGraphPermissions(
  names: readonly PermissionName[],
): readonly RequiredResourceAccess[] {
  const unique = [...new Set(names)];
  if (unique.length === 0) return [];
  return [
    {
      resourceAppId: graphAppId,
      resourceAccess: unique.map((name) => ({
        id: graphDelegatedPermissions[name].id,
        type: "Scope",
      })),
    },
  ];
}

/** Names of the delegated permissions a registration declares, whichever resource they stand under. */
export function declaredPermissionNames(
  required: readonly RequiredResourceAccess[],
): ReadonlySet<string> {
  const names = required.flatMap(({ resourceAppId, resourceAccess }) =>
    resourceAccess
      .filter(({ type }) => type === "Scope")
      .map((access) => permissionOf(resourceAppId, access).value),
  );
  return new Set(names.filter((name) => name !== undefined));
}
