import type {
  AppRoleGrant,
  DelegatedGrant,
  PublishedPermission,
  ResourceApi,
  ServicePrincipal,
} from "../../../core/directoryPorts";
import type { JsonReader } from "./jsonReader";

/** Properties of `servicePrincipal` that are read (Graph v1.0). */
export const servicePrincipalProperties = [
  "id",
  "appId",
  "displayName",
  "accountEnabled",
  "appRoleAssignmentRequired",
] as const;

/** Properties of the `servicePrincipal` of an API. */
export const resourceApiProperties = [
  "id",
  "appId",
  "displayName",
  "appRoles",
  "oauth2PermissionScopes",
] as const;

/** @throws ShapeError naming the property */
export function readServicePrincipal(object: JsonReader): ServicePrincipal {
  return {
    id: object.at("id").text(),
    appId: object.at("appId").text(),
    displayName: object.at("displayName").optionalText() ?? "",
    accountEnabled: flag(object.at("accountEnabled"), true),
    appRoleAssignmentRequired: flag(object.at("appRoleAssignmentRequired"), false),
  };
}

/** What is switched off cannot be requested and is left out. @throws ShapeError naming the property */
export function readResourceApi(object: JsonReader): ResourceApi {
  const scopes = object.at("oauth2PermissionScopes").optionalList(readScope);
  const roles = object.at("appRoles").optionalList(readRole);
  return {
    id: object.at("id").text(),
    appId: object.at("appId").text(),
    displayName: object.at("displayName").optionalText() ?? "",
    permissions: [...scopes, ...roles].filter((permission) => permission !== undefined),
  };
}

/** Graph "oauth2PermissionGrant". @throws ShapeError naming the property */
export function readDelegatedGrant(grant: JsonReader): DelegatedGrant {
  const consentType = grant.at("consentType").oneOf(["AllPrincipals", "Principal"]);
  return {
    id: grant.at("id").text(),
    resourceId: grant.at("resourceId").text(),
    consentFor: consentType === "AllPrincipals" ? "everyone" : "person",
    principalId: grant.at("principalId").optionalText(),
    scopes: (grant.at("scope").optionalText() ?? "").split(/\s+/).filter((scope) => scope !== ""),
  };
}

/** Graph "appRoleAssignment". @throws ShapeError naming the property */
export function readAppRoleGrant(assignment: JsonReader): AppRoleGrant {
  return {
    id: assignment.at("id").text(),
    resourceId: assignment.at("resourceId").text(),
    resourceName: assignment.at("resourceDisplayName").optionalText() ?? "",
    appRoleId: assignment.at("appRoleId").text(),
  };
}

/** Graph "permissionScope": type `Admin` needs an administrator, `User` does not. */
function readScope(scope: JsonReader): PublishedPermission | undefined {
  if (!flag(scope.at("isEnabled"), true)) return undefined;
  return {
    ...readIdentity(scope, "adminConsentDisplayName"),
    type: "Scope",
    displayName: words(scope, "adminConsentDisplayName", "userConsentDisplayName"),
    description: words(scope, "adminConsentDescription", "userConsentDescription"),
    adminOnly: scope.at("type").optionalText() === "Admin",
  };
}

/** Graph "appRole": those for applications; the others are assigned to people. */
function readRole(role: JsonReader): PublishedPermission | undefined {
  const members = role.at("allowedMemberTypes").optionalList((member) => member.text());
  if (!flag(role.at("isEnabled"), true) || !members.includes("Application")) return undefined;
  return {
    ...readIdentity(role, "displayName"),
    type: "Role",
    displayName: words(role, "displayName"),
    description: words(role, "description"),
    adminOnly: true,
  };
}

/** Graph allows a permission without a value; it goes by its name then. */
function readIdentity(permission: JsonReader, name: string): { id: string; value: string } {
  const id = permission.at("id").text();
  return { id, value: words(permission, "value", name) || id };
}

/** The first of these properties that holds something. */
function words(object: JsonReader, ...names: readonly string[]): string {
  return (
    names.map((name) => object.at(name).optionalText() ?? "").find((text) => text !== "") ?? ""
  );
}

function flag(property: JsonReader, unset: boolean): boolean {
  return property.absent ? unset : property.boolean();
}
