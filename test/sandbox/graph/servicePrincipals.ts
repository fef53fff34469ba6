import { randomUUID } from "node:crypto";
import { applicationByAppId, findServicePrincipal } from "../lookup";
import type { ServicePrincipal } from "../model";
import { resources } from "../resources";
import { guid, type Key } from "./application/find";
import { isManager, owns } from "./caller";
import { badRequest, badRequestWith, conflict, denied } from "./errors";
import type { Answer, Call, Operation } from "./operation";
import { permissions } from "./permissions";
import { isVisible } from "./replication";
import {
  pathServicePrincipal,
  removeServicePrincipal,
  visibleServicePrincipals,
} from "./servicePrincipal/find";
import { renderServicePrincipal } from "./servicePrincipal/render";

const entity = (call: Call, servicePrincipal: ServicePrincipal): Answer => ({
  kind: "entity",
  context: "servicePrincipals/$entity",
  type: "servicePrincipal",
  entity: renderServicePrincipal(call.world, servicePrincipal),
});

/** The names a filter can look at without the cost of rendering all. */
function names(call: Call): ReadonlyMap<string, string> {
  const own = Array.from(call.world.applications.values(), ({ resource }) => resource);
  return new Map([...resources, ...own].map(({ appId, displayName }) => [appId, displayName]));
}

function list(call: Call): Answer {
  const { filter, search, orderBy } = call.query;
  // To look up one by its client id is what clients do all the time; that needs no names.
  const named = [filter, search, orderBy].some((text) => text?.includes("displayName"));
  const nameOf = named ? names(call) : undefined;
  return {
    kind: "collection",
    context: "servicePrincipals",
    type: "servicePrincipal",
    items: Array.from(visibleServicePrincipals(call), (servicePrincipal) => ({
      id: servicePrincipal.id,
      value:
        nameOf === undefined
          ? (servicePrincipal as unknown as Record<string, unknown>)
          : { ...servicePrincipal, displayName: nameOf.get(servicePrincipal.appId) ?? "" },
    })),
    render: ({ value }) => renderServicePrincipal(call.world, value as unknown as ServicePrincipal),
  };
}

function create(call: Call): Answer {
  const { world, caller } = call;
  const { appId, ...rest } = call.body;
  const unknown = Object.keys(rest)[0];
  if (unknown !== undefined) {
    throw badRequest(`Invalid property '${unknown}'.`);
  }
  if (typeof appId !== "string" || !guid.test(appId)) {
    throw badRequest("The appId of the service principal is missing or invalid.");
  }
  const application = applicationByAppId(world, appId);
  const reachable =
    application !== undefined &&
    isVisible(application, call.now) &&
    (application.tenantId === caller.tenantId ||
      application.resource.signInAudience !== "AzureADMyOrg");
  if (!reachable) {
    throw badRequestWith(
      `The appId '${appId}' of the service principal does not reference a valid application object.`,
      { code: "NoBackingApplicationObject", target: "appId" },
    );
  }
  if (!isManager(caller) && !owns(caller, application)) {
    throw denied();
  }
  if (findServicePrincipal(world, caller.tenantId, appId.toLowerCase()) !== undefined) {
    throw conflict(
      `The service principal cannot be created, updated, or restored because the service principal name ${appId} is already in use.`,
    );
  }
  const delay = world.settings.servicePrincipalDelayMs;
  const servicePrincipal: ServicePrincipal = {
    id: randomUUID(),
    tenantId: caller.tenantId,
    appId: appId.toLowerCase(),
    ...(delay > 0 ? { visibleAt: call.now + delay } : {}),
  };
  world.servicePrincipals.set(servicePrincipal.id, servicePrincipal);
  return entity(call, servicePrincipal);
}

function remove(call: Call, key: Key): Answer {
  const servicePrincipal = pathServicePrincipal(call, key);
  const application = applicationByAppId(call.world, servicePrincipal.appId);
  if (!isManager(call.caller) && (application === undefined || !owns(call.caller, application))) {
    throw denied();
  }
  removeServicePrincipal(call.world, servicePrincipal);
  return { kind: "none" };
}

/** The same operations under either key. */
const byKey = (path: string, key: Key): readonly Operation[] => [
  {
    method: "GET",
    path,
    permissions: permissions.getServicePrincipal,
    status: 200,
    run: (call) => entity(call, pathServicePrincipal(call, key)),
  },
  {
    method: "DELETE",
    path,
    permissions: permissions.createServicePrincipal,
    status: 204,
    run: (call) => remove(call, key),
  },
];

/** Enterprise applications. */
export const servicePrincipalOperations: readonly Operation[] = [
  {
    method: "GET",
    path: "/servicePrincipals",
    permissions: permissions.listServicePrincipals,
    query: {
      equals: ["id", "appId", "displayName"],
      startsWith: ["displayName"],
      orderBy: ["displayName"],
      search: ["displayName"],
    },
    status: 200,
    run: list,
  },
  {
    method: "POST",
    path: "/servicePrincipals",
    permissions: permissions.createServicePrincipal,
    body: "required",
    status: 201,
    run: create,
  },
  ...byKey("/servicePrincipals/{servicePrincipal-id}", "id"),
  ...byKey("/servicePrincipals(appId='{appId}')", "appId"),
];
