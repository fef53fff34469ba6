import type { Application } from "../../model";
import { badRequest, type GraphError, invalidValue } from "../errors";
import { redirectUriFault } from "./redirectUris";

type Resource = Application["resource"];

interface Limits {
  readonly nameLength: number;
  readonly secrets: number;
  readonly permissions: number;
  readonly permissionsPerApi: number;
}

const personalLimits: Limits = {
  nameLength: 90,
  secrets: 2,
  permissions: 200,
  permissionsPerApi: 30,
};
const workLimits: Limits = {
  nameLength: 120,
  secrets: Number.POSITIVE_INFINITY,
  permissions: 400,
  permissionsPerApi: 400,
};
const maxApis = 50;

/** Limits by audience. Source: Entra "Validation differences by supported account types". */
const audiences: Readonly<Record<string, Limits>> = {
  AzureADMyOrg: workLimits,
  AzureADMultipleOrgs: workLimits,
  AzureADandPersonalMicrosoftAccount: personalLimits,
  PersonalMicrosoftAccount: personalLimits,
};

type Rule = (resource: Resource, limits: Limits) => GraphError | undefined;

const isText = (value: unknown): value is string => typeof value === "string";

const displayName: Rule = ({ displayName: name }, { nameLength }) =>
  isText(name) && name.trim() !== "" && name.length <= nameLength
    ? undefined
    : invalidValue("displayName");

const tokenVersion: Rule = (resource, limits) => {
  const version = (resource["api"] as { readonly requestedAccessTokenVersion?: unknown } | null)
    ?.requestedAccessTokenVersion;
  const allowed = limits === personalLimits ? [2] : [undefined, null, 1, 2];
  return allowed.includes(version as number | null | undefined)
    ? undefined
    : badRequest("Property api.requestedAccessTokenVersion is invalid.");
};

const redirectUris: Rule = (resource, limits) => {
  const platform = redirectUriFault(resource, limits === personalLimits);
  return platform === undefined ? undefined : invalidValue(platform);
};

const tags: Rule = (resource) => {
  const fine = resource.tags.every((tag) => isText(tag) && /^\S{1,256}$/u.test(tag));
  return fine && new Set(resource.tags).size === resource.tags.length
    ? undefined
    : invalidValue("tags");
};

const requiredAccess: Rule = (resource, limits) => {
  const apis = resource.requiredResourceAccess;
  const counts = apis.map((api) => api.resourceAccess.length);
  const types = apis.flatMap((api) => api.resourceAccess.map((access) => access.type));
  const fine =
    apis.length <= maxApis &&
    new Set(apis.map((api) => api.resourceAppId)).size === apis.length &&
    counts.every((count) => count > 0 && count <= limits.permissionsPerApi) &&
    counts.reduce((sum, count) => sum + count, 0) <= limits.permissions &&
    types.every((type) => type === "Scope" || type === "Role");
  return fine ? undefined : invalidValue("requiredResourceAccess");
};

const secrets: Rule = (resource, limits) =>
  resource.passwordCredentials.length <= limits.secrets
    ? undefined
    : invalidValue("passwordCredentials");

const description: Rule = (resource) => {
  const text = resource["description"] ?? "";
  return isText(text) && text.length <= 1024 ? undefined : invalidValue("description");
};

const identifierUris: Rule = (resource, limits) => {
  const uris = (resource["identifierUris"] ?? []) as readonly unknown[];
  const personal = limits === personalLimits;
  const fine =
    uris.every(
      (uri) =>
        isText(uri) && uri.length <= (personal ? 120 : 255) && !(personal && /^urn:/i.test(uri)),
    ) &&
    (!personal || uris.length <= 50);
  return fine ? undefined : invalidValue("identifierUris");
};

const appRoles: Rule = (resource, limits) =>
  limits === personalLimits && ((resource["appRoles"] ?? []) as readonly unknown[]).length > 0
    ? invalidValue("appRoles")
    : undefined;

const rules: readonly Rule[] = [
  displayName,
  tokenVersion,
  redirectUris,
  tags,
  requiredAccess,
  secrets,
  description,
  identifierUris,
  appRoles,
];

/**
 * Checks an application as it would be stored. That each breach is worded "Invalid value specified …" is
 * unverified except for redirect URIs and the token version.
 * @throws GraphError 400 `Request_BadRequest`.
 */
export function requireValid(resource: Resource): void {
  const limits = audiences[resource.signInAudience];
  if (limits === undefined) {
    throw invalidValue("signInAudience");
  }
  for (const rule of rules) {
    const fault = rule(resource, limits);
    if (fault !== undefined) {
      throw fault;
    }
  }
}
