import type {
  Application,
  AppRoleAssignment,
  OAuth2PermissionGrant,
  ServicePrincipal,
  World,
} from "../model";
import { mayRestore, owns } from "./caller";
import { findForChange, type Key, requireGuid } from "./application/find";
import { renderApplication } from "./application/render";
import { domainOf } from "./application/write";
import { denied, notFound } from "./errors";
import type { Answer, Call, Operation } from "./operation";
import { permissions } from "./permissions";
import { removeServicePrincipal } from "./servicePrincipal/find";

/** A registration in the bin, with what goes and comes back with it. */
interface Deleted {
  readonly application: Application;
  readonly deletedDateTime: string;
  readonly servicePrincipals: readonly ServicePrincipal[];
  readonly grants: readonly OAuth2PermissionGrant[];
  readonly assignments: readonly AppRoleAssignment[];
}

const keptMs = 30 * 86_400_000;

const bins = new WeakMap<World, Map<string, Deleted>>();

function binOf(world: World): Map<string, Deleted> {
  const bin = bins.get(world) ?? new Map<string, Deleted>();
  bins.set(world, bin);
  return bin;
}

/** DELETE /applications/{id}: into the bin for 30 days, its service principal with it. */
export function deleteApplication(call: Call, key: Key): Answer {
  const { world } = call;
  const application = findForChange(call, key);
  const servicePrincipals = [...world.servicePrincipals.values()].filter(
    (candidate) =>
      candidate.appId === application.resource.appId && candidate.tenantId === application.tenantId,
  );
  const own = new Set(servicePrincipals.map(({ id }) => id));
  const grants = [...world.grants.values()].filter(({ clientId }) => own.has(clientId));
  const assignments = [...world.appRoleAssignments.values()].filter(({ principalId }) =>
    own.has(principalId),
  );
  world.applications.delete(application.resource.id);
  for (const servicePrincipal of servicePrincipals) {
    removeServicePrincipal(world, servicePrincipal);
  }
  binOf(world).set(application.resource.id, {
    application,
    deletedDateTime: new Date(call.now).toISOString().replace(/\.\d+Z$/, "Z"),
    servicePrincipals,
    grants,
    assignments,
  });
  return { kind: "none" };
}

/**
 * What lies in the bin of the caller's directory: everything for those who may restore, else what is theirs.
 * After 30 days it is gone.
 */
function readableOf(call: Call): Deleted[] {
  return [...binOf(call.world).values()].filter(
    ({ application, deletedDateTime }) =>
      call.now < Date.parse(deletedDateTime) + keptMs &&
      application.tenantId === call.caller.tenantId &&
      (mayRestore(call.caller) || owns(call.caller, application)),
  );
}

function find(call: Call): Deleted {
  const id = requireGuid(call.keys[0] ?? "");
  const found = readableOf(call).find(({ application }) => application.resource.id === id);
  if (found === undefined) {
    throw notFound(id);
  }
  return found;
}

function findToChange(call: Call): Deleted {
  const found = find(call);
  if (!mayRestore(call.caller)) {
    throw denied();
  }
  return found;
}

function render(call: Call, { application, deletedDateTime }: Deleted): Record<string, unknown> {
  return { ...renderApplication(application.resource, domainOf(call)), deletedDateTime };
}

function restore(call: Call): Answer {
  const { application, servicePrincipals, grants, assignments } = findToChange(call);
  const { world } = call;
  binOf(world).delete(application.resource.id);
  world.applications.set(application.resource.id, application);
  for (const servicePrincipal of servicePrincipals) {
    world.servicePrincipals.set(servicePrincipal.id, servicePrincipal);
  }
  for (const grant of grants) {
    world.grants.set(grant.id, grant);
  }
  for (const assignment of assignments) {
    world.appRoleAssignments.set(assignment.id, assignment);
  }
  return {
    kind: "entity",
    context: "directoryObjects/$entity",
    type: "application",
    entity: {
      "@odata.type": "#microsoft.graph.application",
      ...renderApplication(application.resource, domainOf(call)),
    },
  };
}

/** Deleted registrations. */
export const deletedItemOperations: readonly Operation[] = [
  {
    method: "GET",
    path: "/directory/deletedItems/graph.application",
    permissions: permissions.readDeleted,
    query: {
      equals: ["id", "appId", "displayName"],
      startsWith: ["displayName"],
      orderBy: ["displayName", "deletedDateTime"],
      search: ["displayName"],
    },
    status: 200,
    run: (call) => ({
      kind: "collection",
      context: "applications",
      type: "application",
      items: readableOf(call).map((deleted) => ({
        id: deleted.application.resource.id,
        value: { ...deleted.application.resource, deletedDateTime: deleted.deletedDateTime },
      })),
      render: ({ value }) => renderApplication(value as Application["resource"], domainOf(call)),
    }),
  },
  {
    method: "GET",
    path: "/directory/deletedItems/{directoryObject-id}",
    permissions: permissions.readDeleted,
    status: 200,
    run: (call) => ({
      kind: "entity",
      context: "directoryObjects/$entity",
      type: "application",
      entity: { "@odata.type": "#microsoft.graph.application", ...render(call, find(call)) },
    }),
  },
  {
    method: "DELETE",
    path: "/directory/deletedItems/{directoryObject-id}",
    permissions: permissions.writeDeleted,
    status: 204,
    run: (call) => {
      binOf(call.world).delete(findToChange(call).application.resource.id);
      return { kind: "none" };
    },
  },
  {
    method: "POST",
    path: "/directory/deletedItems/{directoryObject-id}/restore",
    permissions: permissions.writeDeleted,
    body: "optional",
    status: 200,
    run: restore,
  },
];
