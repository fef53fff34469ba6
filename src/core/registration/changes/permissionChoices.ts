import type { PublishedPermission, ResourceApi } from "../../directoryPorts";
import { isMailPermission } from "../permissionWords";
import { permissionOf } from "../permissions";
import type { ResourceAccess } from "../registration";
import { accessKey } from "./permissions";

/** The permissions of an API as they are offered: what mail needs first, then by name. */
export interface PermissionGroup {
  /** `unknown`: declared, but the API does not publish it (any more). */
  readonly kind: "delegated" | "application" | "unknown";
  readonly permissions: readonly PublishedPermission[];
}

/** Everything that can be ticked or cleared, declared permissions the API does not know included. */
export function permissionGroups(
  { appId, permissions }: Pick<ResourceApi, "appId" | "permissions">,
  declared: readonly ResourceAccess[],
): readonly PermissionGroup[] {
  const unique = [...new Map(permissions.map((one) => [accessKey(one), one])).values()];
  const published = new Set(unique.map(accessKey));
  const unknown = declared
    .filter((access) => !published.has(accessKey(access)))
    .map(({ id, type }) => ({
      id,
      type,
      value: permissionOf(appId, { id, type }).value ?? id,
      displayName: "",
      description: "",
      adminOnly: type === "Role",
    }));
  const groups: readonly PermissionGroup[] = [
    { kind: "delegated", permissions: sorted(unique.filter(({ type }) => type === "Scope")) },
    { kind: "application", permissions: sorted(unique.filter(({ type }) => type === "Role")) },
    { kind: "unknown", permissions: sorted(unknown) },
  ];
  return groups.filter((group) => group.permissions.length > 0);
}

function sorted(permissions: readonly PublishedPermission[]): readonly PublishedPermission[] {
  return permissions.toSorted(
    (a, b) =>
      Number(isMailPermission(b)) - Number(isMailPermission(a)) || compareNames(a.value, b.value),
  );
}

const compareNames = new Intl.Collator("en").compare;
