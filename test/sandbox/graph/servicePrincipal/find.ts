import type { ServicePrincipal, World } from "../../model";
import { type Key, requireGuid } from "../application/find";
import { notFound } from "../errors";
import type { Call } from "../operation";

/** The service principals of the caller's directory that have reached its replicas. */
export function* visibleServicePrincipals(call: Call): Generator<ServicePrincipal> {
  for (const candidate of call.world.servicePrincipals.values()) {
    const known = (candidate.visibleAt ?? 0) <= call.now;
    if (known && candidate.tenantId === call.caller.tenantId) yield candidate;
  }
}

export function visibleServicePrincipal(
  call: Call,
  key: Key,
  value: string,
): ServicePrincipal | undefined {
  const wanted = value.toLowerCase();
  for (const candidate of visibleServicePrincipals(call)) {
    if (candidate[key] === wanted) return candidate;
  }
  return undefined;
}

/**
 * The service principal a path names by its first parameter.
 * @throws GraphError 404, or 400 for a key that is no GUID.
 */
export function pathServicePrincipal(call: Call, key: Key): ServicePrincipal {
  const wanted = requireGuid(call.keys[0] ?? "");
  const found = visibleServicePrincipal(call, key, wanted);
  if (found === undefined) throw notFound(wanted);
  return found;
}

/** Takes a service principal out of the directory, with what was granted to it. */
export function removeServicePrincipal(world: World, { id }: ServicePrincipal): void {
  world.servicePrincipals.delete(id);
  for (const grant of world.grants.values()) {
    if (grant.clientId === id) world.grants.delete(grant.id);
  }
  for (const assignment of world.appRoleAssignments.values()) {
    if (assignment.principalId === id) world.appRoleAssignments.delete(assignment.id);
  }
}
