import { randomBytes } from "node:crypto";
import type { AppRoleAssignment } from "../model";
import { graph, resources } from "../resources";
import type { Key } from "./application/find";
import { mayGrant, mayGrantGraphRoles } from "./caller";
import { badRequest, denied, notFound } from "./errors";
import type { Answer, Call, Operation } from "./operation";
import { permissions } from "./permissions";
import { pathServicePrincipal, visibleServicePrincipal } from "./servicePrincipal/find";
import { nameOfApp } from "./servicePrincipal/render";

/** From which side the assignments are looked at: those of a client, or those to an API. */
type Side = "principalId" | "resourceId";

function nameOf(call: Call, servicePrincipalId: string): string | null {
  const appId = call.world.servicePrincipals.get(servicePrincipalId)?.appId;
  return appId === undefined ? null : nameOfApp(call.world, appId);
}

function render(call: Call, assignment: AppRoleAssignment): Record<string, unknown> {
  const { id, appRoleId, principalId, resourceId, createdDateTime } = assignment;
  return {
    id,
    deletedDateTime: null,
    appRoleId,
    createdDateTime: createdDateTime ?? "2026-01-05T09:00:00Z",
    principalDisplayName: nameOf(call, principalId),
    principalId,
    principalType: "ServicePrincipal",
    resourceDisplayName: nameOf(call, resourceId),
    resourceId,
  };
}

function assignmentsOf(call: Call, key: Key, side: Side): AppRoleAssignment[] {
  const { id } = pathServicePrincipal(call, key);
  return [...call.world.appRoleAssignments.values()].filter((one) => one[side] === id);
}

function list(call: Call, key: Key, side: Side, name: string): Answer {
  const { id } = pathServicePrincipal(call, key);
  return {
    kind: "collection",
    context: `servicePrincipals('${id}')/${name}`,
    type: "appRoleAssignment",
    items: assignmentsOf(call, key, side).map((one) => ({ id: one.id, value: { ...one } })),
    render: ({ value }) => render(call, value as unknown as AppRoleAssignment),
  };
}

/** @throws GraphError 400 when one of the three ids does not fit (the first wording is seen often, e.g. docs#20133). */
function draftOf(call: Call, key: Key, side: Side): Omit<AppRoleAssignment, "id"> {
  const path = pathServicePrincipal(call, key);
  const { principalId, resourceId, appRoleId, ...rest } = call.body;
  const unknown = Object.keys(rest)[0];
  if (unknown !== undefined) throw badRequest(`Invalid property '${unknown}'.`);
  const find = (id: unknown) =>
    typeof id === "string" ? visibleServicePrincipal(call, "id", id) : undefined;
  const principal = find(principalId);
  const api = find(resourceId);
  const own = side === "principalId" ? principal : api;
  if (principal === undefined || api === undefined || own?.id !== path.id) {
    throw badRequest("Not a valid reference update.");
  }
  const offered = resources.find(({ appId }) => appId === api.appId)?.roles ?? [];
  const role = offered.find(({ id }) => id === String(appRoleId).toLowerCase());
  if (role === undefined) {
    throw badRequest(`Permission being assigned was not found on application '${api.appId}'.`);
  }
  if (!(api.appId === graph.appId ? mayGrantGraphRoles : mayGrant)(call.caller)) throw denied();
  return {
    tenantId: call.caller.tenantId,
    principalId: principal.id,
    resourceId: api.id,
    appRoleId: role.id,
  };
}

function create(call: Call, key: Key, side: Side, name: string): Answer {
  if (!mayGrant(call.caller)) throw denied();
  const draft = draftOf(call, key, side);
  const taken = [...call.world.appRoleAssignments.values()].some(
    (other) =>
      other.principalId === draft.principalId &&
      other.resourceId === draft.resourceId &&
      other.appRoleId === draft.appRoleId,
  );
  if (taken) throw badRequest("Permission being assigned already exists on the object");
  const assignment: AppRoleAssignment = {
    ...draft,
    id: randomBytes(32).toString("base64url"),
    createdDateTime: new Date(call.now).toISOString(),
  };
  call.world.appRoleAssignments.set(assignment.id, assignment);
  return {
    kind: "entity",
    context: `servicePrincipals('${draft[side]}')/${name}/$entity`,
    type: "appRoleAssignment",
    entity: render(call, assignment),
  };
}

function remove(call: Call, key: Key, side: Side): Answer {
  if (!mayGrant(call.caller)) throw denied();
  const id = call.keys[1] ?? "";
  const found = assignmentsOf(call, key, side).find((one) => one.id === id);
  if (found === undefined) throw notFound(id);
  call.world.appRoleAssignments.delete(id);
  return { kind: "none" };
}

const operationsOf = (base: string, key: Key, name: string, side: Side): readonly Operation[] => [
  {
    method: "GET",
    path: `${base}/${name}`,
    permissions: permissions.readAssignments,
    status: 200,
    run: (call) => list(call, key, side, name),
  },
  {
    method: "POST",
    path: `${base}/${name}`,
    permissions: permissions.assignRole,
    body: "required",
    status: 201,
    run: (call) => create(call, key, side, name),
  },
  {
    method: "DELETE",
    path: `${base}/${name}/{appRoleAssignment-id}`,
    permissions: permissions.removeAssignment,
    status: 204,
    run: (call) => remove(call, key, side),
  },
];

const byId = "/servicePrincipals/{servicePrincipal-id}";
const byAppId = "/servicePrincipals(appId='{appId}')";

/** Application permissions granted to clients, seen from the client and from the API. */
export const appRoleAssignmentOperations: readonly Operation[] = [
  ...operationsOf(byId, "id", "appRoleAssignments", "principalId"),
  ...operationsOf(byId, "id", "appRoleAssignedTo", "resourceId"),
  ...operationsOf(byAppId, "appId", "appRoleAssignments", "principalId"),
  ...operationsOf(byAppId, "appId", "appRoleAssignedTo", "resourceId"),
];
