import { type ApplicationPermissionName, applicationPermissions } from "./applicationPermissions";
import {
  declaredPermissionNames,
  graphAppId,
  graphDelegatedPermissions,
  type PermissionName,
} from "./permissions";
import type { RequiredResourceAccess, ResourceAccess } from "./registration";

/** A permission that is ticked when a registration is made: the names of the two kinds never meet. */
export type MailPermissionName = PermissionName | ApplicationPermissionName;

/** Where a permission is declared. */
export interface MailPermission {
  readonly resourceAppId: string;
  readonly access: ResourceAccess;
  /** Its name under that API. */
  readonly value: string;
}

const delegated = Object.entries(graphDelegatedPermissions).map(
  ([name, { id }]): readonly [string, MailPermission] => [
    name,
    { resourceAppId: graphAppId, access: { id, type: "Scope" }, value: name },
  ],
);

const application = Object.entries(applicationPermissions).map(
  ([name, { resourceAppId, id, value }]): readonly [string, MailPermission] => [
    name,
    { resourceAppId, access: { id, type: "Role" }, value },
  ],
);

const byName: ReadonlyMap<string, MailPermission> = new Map([...delegated, ...application]);

export function isMailPermission(name: string): name is MailPermissionName {
  return byName.has(name);
}

/** @throws Error for a name that {@link isMailPermission} does not know */
export function mailPermission(name: MailPermissionName): MailPermission {
  const found = byName.get(name);
  if (found === undefined) throw new Error(`There is no mail permission ${name}.`);
  return found;
}

/** The mail permissions that are declared; the delegated ones under whichever API they stand. */
export function declaredMailPermissions(
  required: readonly RequiredResourceAccess[],
): readonly MailPermissionName[] {
  const scopes = declaredPermissionNames(required);
  const roles = new Set(
    required.flatMap(({ resourceAppId, resourceAccess }) =>
      resourceAccess
        .filter(({ type }) => type === "Role")
        .map(({ id }) => `${resourceAppId} ${id}`),
    ),
  );
  return [...byName]
    .filter(([name, { resourceAppId, access }]) =>
      access.type === "Scope" ? scopes.has(name) : roles.has(`${resourceAppId} ${access.id}`),
    )
    .map(([name]) => name)
    .filter(isMailPermission);
}
