import { randomUUID } from "node:crypto";
import { findServicePrincipal } from "../lookup";
import type { User, World } from "../model";
import { Refusal } from "./aadsts";
import type { Client } from "./clients";
import { ensureServicePrincipal, type MissingConsent } from "./consent";
import type { ScopeRequest } from "./scopes";

/**
 * What an administrator is asked to grant. Application permissions come with `.default` only (Entra "Request
 * the permissions from a directory admin").
 * @throws {Refusal} 650057 when `.default` finds nothing declared for that API.
 */
export function requestedByAdmin(client: Client, scope: ScopeRequest): readonly MissingConsent[] {
  return scope.resources.map(({ resource, values, isDefault }) => {
    if (!isDefault) return { resource, scopes: values };
    const declared = client.declared(resource);
    if (declared.scopes.length + declared.roles.length === 0) {
      throw new Refusal(650057, {
        clientId: client.appId,
        app: client.displayName,
        resource: resource.appId,
      });
    }
    return { resource, ...declared };
  });
}

/** Writes the application permissions of an administrator's consent into the world. */
export function assignRoles(
  world: World,
  client: Client,
  user: User,
  granted: readonly MissingConsent[],
): void {
  const principal = ensureServicePrincipal(world, user.tenantId, client.appId);
  for (const { resource, roles = [] } of granted) {
    const api = ensureServicePrincipal(world, user.tenantId, resource.appId);
    for (const { id: appRoleId } of resource.roles.filter(({ value }) => roles.includes(value))) {
      const held = [...world.appRoleAssignments.values()].some(
        (assignment) =>
          assignment.principalId === principal.id &&
          assignment.resourceId === api.id &&
          assignment.appRoleId === appRoleId,
      );
      if (held) continue;
      const id = randomUUID();
      world.appRoleAssignments.set(id, {
        id,
        tenantId: user.tenantId,
        principalId: principal.id,
        resourceId: api.id,
        appRoleId,
      });
    }
  }
}

/** Application permissions the client holds on this API in this tenant, by value. */
export function grantedRoles(
  world: World,
  tenantId: string,
  clientId: string,
  resource: MissingConsent["resource"],
): string[] {
  const principal = findServicePrincipal(world, tenantId, clientId);
  const api = findServicePrincipal(world, tenantId, resource.appId);
  if (principal === undefined || api === undefined) return [];
  const ids = new Set(
    [...world.appRoleAssignments.values()]
      .filter(
        ({ principalId, resourceId }) => principalId === principal.id && resourceId === api.id,
      )
      .map(({ appRoleId }) => appRoleId),
  );
  return resource.roles.filter(({ id }) => ids.has(id)).map(({ value }) => value);
}
