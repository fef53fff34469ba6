import { applicationByAppId } from "../lookup";
import type { Application, World } from "../model";
import type { Resource } from "../resources";
import { firstPartyClients } from "./firstParty";

/** The platform a redirect URI is registered under decides how its codes are redeemed. */
export type Platform = "web" | "spa" | "publicClient";

export interface RegisteredRedirectUri {
  readonly uri: string;
  readonly platform: Platform;
}

/** An application as the identity platform sees it. */
export interface Client {
  readonly appId: string;
  readonly displayName: string;
  /** `undefined` for Microsoft's own clients: they belong to no tenant of the sandbox. */
  readonly homeTenantId: string | undefined;
  readonly audience: string;
  readonly redirectUris: readonly RegisteredRedirectUri[];
  /** "Allow public client flows": device code and other flows without a redirect URI. */
  readonly allowsPublicFlows: boolean;
  /** `undefined`: everything is had by consent. */
  readonly preauthorized: Readonly<Record<string, readonly string[]>> | undefined;
  readonly takesConsent: boolean;
  /** Permissions declared in the registration, which `.default` means. */
  declared(resource: Resource): { readonly scopes: string[]; readonly roles: string[] };
  readonly application: Application | undefined;
}

/** `undefined` when no such application exists, or not yet (replication). */
export function findClient(world: World, clientId: string, now: number): Client | undefined {
  const appId = clientId.toLowerCase();
  const own = firstPartyClients.find((client) => client.appId === appId);
  if (own) {
    return {
      appId: own.appId,
      displayName: own.displayName,
      homeTenantId: undefined,
      audience: own.audience,
      redirectUris: own.redirectUris.map((uri) => ({ uri, platform: "publicClient" })),
      allowsPublicFlows: true,
      preauthorized: own.preauthorized,
      takesConsent: own.takesConsent,
      declared: (resource) => ({
        scopes: [...(own.preauthorized[resource.appId] ?? [])],
        roles: [],
      }),
      application: undefined,
    };
  }
  const application = applicationByAppId(world, appId);
  if (application === undefined || application.visibleAt > now) return undefined;
  const { resource } = application;
  return {
    appId: resource.appId,
    displayName: resource.displayName,
    homeTenantId: application.tenantId,
    audience: resource.signInAudience,
    redirectUris: (["web", "spa", "publicClient"] as const).flatMap((platform) =>
      resource[platform].redirectUris.map((uri) => ({ uri, platform })),
    ),
    allowsPublicFlows: resource.isFallbackPublicClient === true,
    preauthorized: undefined,
    takesConsent: true,
    declared: (api) => declaredPermissions(application, api),
    application,
  };
}

function declaredPermissions(application: Application, api: Resource) {
  const entries = application.resource.requiredResourceAccess
    .filter(({ resourceAppId }) => resourceAppId === api.appId)
    .flatMap(({ resourceAccess }) => resourceAccess);
  const ids = (type: "Scope" | "Role") =>
    new Set(entries.filter((entry) => entry.type === type).map(({ id }) => id));
  const scopeIds = ids("Scope");
  const roleIds = ids("Role");
  return {
    scopes: api.scopes.filter(({ id }) => scopeIds.has(id)).map(({ value }) => value),
    roles: api.roles.filter(({ id }) => roleIds.has(id)).map(({ value }) => value),
  };
}
