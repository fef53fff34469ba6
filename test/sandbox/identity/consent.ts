import { randomUUID } from "node:crypto";
import { consenters, graphRoleGranters } from "../directoryRoles";
import { findServicePrincipal } from "../lookup";
import type { ServicePrincipal, User, World } from "../model";
import { graph, type Resource } from "../resources";
import { Refusal } from "./aadsts";
import type { Client } from "./clients";
import { invalidScope, type ResourceScopes, type ScopeRequest } from "./scopes";

/** Permissions of one API that a sign-in needs and that nobody has granted yet. */
export interface MissingConsent {
  readonly resource: Resource;
  readonly scopes: readonly string[];
  /** Application permissions; asked for on the administrator's page only. */
  readonly roles?: readonly string[];
}

export function mayConsentForAll(user: User): boolean {
  return user.roles.some((role) => consenters.includes(role));
}

export function mayGrantGraphRoles(user: User): boolean {
  return user.roles.some((role) => graphRoleGranters.includes(role));
}

/** Delegated permissions this client holds on this API for this user, by pre-authorisation or grant. */
export function grantedScopes(
  world: World,
  client: Client,
  user: User,
  resource: Resource,
): Set<string> {
  const granted = new Set(client.preauthorized?.[resource.appId]);
  const principal = findServicePrincipal(world, user.tenantId, client.appId);
  const api = findServicePrincipal(world, user.tenantId, resource.appId);
  if (principal === undefined || api === undefined) return granted;
  for (const grant of world.grants.values()) {
    const applies =
      grant.clientId === principal.id &&
      grant.resourceId === api.id &&
      (grant.consentType === "AllPrincipals" || grant.principalId === user.id);
    if (applies) for (const scope of grant.scope.split(/\s+/)) if (scope) granted.add(scope);
  }
  return granted;
}

/**
 * What has to be consented to before this request can be served.
 * @throws {Refusal} 65002, 650057 or 70011.
 */
export function missingConsent(
  world: World,
  client: Client,
  user: User,
  request: ScopeRequest,
): MissingConsent[] {
  const named = request.resources.map((asked) => {
    const granted = grantedScopes(world, client, user, asked.resource);
    const scopes = neededScopes(world, client, user, asked).filter((scope) => !granted.has(scope));
    if (scopes.length > 0 && !client.takesConsent) {
      throw new Refusal(65002, { clientId: client.appId, resource: asked.resource.appId });
    }
    return { resource: asked.resource, scopes };
  });
  return withSignInScopes(world, client, user, request, named).filter(
    ({ scopes }) => scopes.length > 0,
  );
}

/** openid and the like are asked for once, with the first consent to the application. */
function withSignInScopes(
  world: World,
  client: Client,
  user: User,
  request: ScopeRequest,
  named: MissingConsent[],
): MissingConsent[] {
  const known =
    grantedScopes(world, client, user, graph).size > 0 ||
    request.resources.some(({ resource }) => grantedScopes(world, client, user, resource).size > 0);
  if (known) return named;
  const others = named.filter(({ resource }) => resource !== graph);
  const onGraph = named.find(({ resource }) => resource === graph)?.scopes ?? [];
  return [{ resource: graph, scopes: [...request.openId, ...onGraph] }, ...others];
}

/** The scopes a request means: those it names, or for `.default` those declared in the registration. */
export function neededScopes(
  world: World,
  client: Client,
  user: User,
  asked: ResourceScopes,
): readonly string[] {
  const { resource } = asked;
  const personal = world.tenants.get(user.tenantId)?.consumers === true;
  const known = (value: string) => {
    const scope = resource.scopes.find((candidate) => candidate.value === value);
    return scope !== undefined && (!personal || scope.personal);
  };
  if (!asked.isDefault) {
    if (!asked.values.every(known)) throw invalidScope(asked.values.join(" "));
    return asked.values;
  }
  const declared = client.declared(resource).scopes.filter(known);
  if (declared.length === 0 && grantedScopes(world, client, user, resource).size === 0) {
    throw new Refusal(650057, {
      clientId: client.appId,
      app: client.displayName,
      resource: resource.appId,
    });
  }
  return declared;
}

/** Writes the consent into the world, as one grant per client, API and principal. */
export function recordConsent(
  world: World,
  client: Client,
  user: User,
  missing: readonly MissingConsent[],
  forAll: boolean,
): void {
  const principal = ensureServicePrincipal(world, user.tenantId, client.appId);
  for (const { resource, scopes } of missing) {
    const api = ensureServicePrincipal(world, user.tenantId, resource.appId);
    const principalId = forAll ? null : user.id;
    const existing = [...world.grants.values()].find(
      (grant) =>
        grant.clientId === principal.id &&
        grant.resourceId === api.id &&
        grant.principalId === principalId,
    );
    if (existing) {
      const held = existing.scope.split(/\s+/).filter((scope) => scope !== "");
      existing.scope = [...new Set([...held, ...scopes])].join(" ");
      continue;
    }
    const id = randomUUID();
    world.grants.set(id, {
      id,
      tenantId: user.tenantId,
      clientId: principal.id,
      resourceId: api.id,
      consentType: forAll ? "AllPrincipals" : "Principal",
      principalId,
      scope: scopes.join(" "),
    });
  }
}

export function ensureServicePrincipal(
  world: World,
  tenantId: string,
  appId: string,
): ServicePrincipal {
  const existing = findServicePrincipal(world, tenantId, appId);
  if (existing) return existing;
  const created = { id: randomUUID(), tenantId, appId };
  world.servicePrincipals.set(created.id, created);
  return created;
}
