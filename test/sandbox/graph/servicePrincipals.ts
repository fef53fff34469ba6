import { randomUUID } from "node:crypto";
import type { ServicePrincipal, World } from "../model";
import { resources } from "../resources";
import { isManager, owns } from "./caller";
import { badRequest, conflict, denied, notFound } from "./errors";
import { guid, type Key, requireGuid } from "./application/find";
import type { Answer, Call, Operation } from "./operation";
import { permissions } from "./permissions";
import { isVisible } from "./replication";

const microsoftServices = "f8cdef31-a31e-4b4a-93e4-5f571e91255a";

/** What an API offers, for the two of Microsoft that have permissions here. */
function offers(appId: string): Record<string, unknown> {
  const resource = resources.find((candidate) => candidate.appId === appId);
  const scopes = resource?.scopes ?? [];
  const roles = resource?.roles ?? [];
  return {
    oauth2PermissionScopes: scopes.map((scope) => ({
      id: scope.id,
      value: scope.value,
      type: scope.adminOnly ? "Admin" : "User",
      isEnabled: true,
      adminConsentDisplayName: scope.title,
      adminConsentDescription: scope.title,
      userConsentDisplayName: scope.title,
      userConsentDescription: scope.title,
    })),
    appRoles: roles.map((role) => ({
      id: role.id,
      value: role.value,
      displayName: role.title,
      description: role.title,
      isEnabled: true,
      allowedMemberTypes: ["Application"],
      origin: "Application",
    })),
  };
}

function render(world: World, servicePrincipal: ServicePrincipal): Record<string, unknown> {
  const { appId } = servicePrincipal;
  const application = [...world.applications.values()].find(
    (candidate) => candidate.resource.appId === appId,
  );
  const api = resources.find((candidate) => candidate.appId === appId);
  const displayName = application?.resource.displayName ?? api?.displayName ?? null;
  return {
    id: servicePrincipal.id,
    deletedDateTime: null,
    accountEnabled: true,
    alternativeNames: [],
    appDisplayName: displayName,
    appDescription: null,
    appId,
    applicationTemplateId: null,
    appOwnerOrganizationId: application?.tenantId ?? microsoftServices,
    appRoleAssignmentRequired: false,
    description: null,
    disabledByMicrosoftStatus: null,
    displayName,
    homepage: null,
    loginUrl: null,
    logoutUrl: null,
    notes: null,
    notificationEmailAddresses: [],
    preferredSingleSignOnMode: null,
    replyUrls: application?.resource.web.redirectUris ?? [],
    servicePrincipalNames: [appId],
    servicePrincipalType: "Application",
    signInAudience: application?.resource.signInAudience ?? "AzureADMultipleOrgs",
    tags: application?.resource.tags ?? [],
    tokenEncryptionKeyId: null,
    addIns: [],
    keyCredentials: [],
    passwordCredentials: [],
    ...offers(appId),
  };
}

const ofTenant = (call: Call): ServicePrincipal[] =>
  [...call.world.servicePrincipals.values()].filter(
    (candidate) => candidate.tenantId === call.caller.tenantId,
  );

const entity = (call: Call, servicePrincipal: ServicePrincipal): Answer => ({
  kind: "entity",
  context: "servicePrincipals/$entity",
  type: "servicePrincipal",
  entity: render(call.world, servicePrincipal),
});

function get(call: Call, key: Key): Answer {
  const wanted = requireGuid(call.keys[0] ?? "");
  const found = ofTenant(call).find((candidate) => candidate[key] === wanted);
  if (found === undefined) {
    throw notFound(wanted);
  }
  return entity(call, found);
}

/** The names a filter can look at without the cost of rendering all. */
function names(world: World): ReadonlyMap<string, string> {
  const own = [...world.applications.values()].map(({ resource }) => resource);
  return new Map([...resources, ...own].map(({ appId, displayName }) => [appId, displayName]));
}

function list(call: Call): Answer {
  const nameOf = names(call.world);
  return {
    kind: "collection",
    context: "servicePrincipals",
    type: "servicePrincipal",
    items: ofTenant(call).map((servicePrincipal) => ({
      id: servicePrincipal.id,
      value: { ...servicePrincipal, displayName: nameOf.get(servicePrincipal.appId) ?? "" },
    })),
    render: ({ value }) => render(call.world, value as unknown as ServicePrincipal),
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
  const application = [...world.applications.values()].find(
    (candidate) => candidate.resource.appId === appId.toLowerCase(),
  );
  const reachable =
    application !== undefined &&
    isVisible(application, call.now) &&
    (application.tenantId === caller.tenantId ||
      application.resource.signInAudience !== "AzureADMyOrg");
  if (!reachable) {
    throw badRequest(
      `The appId '${appId}' of the service principal does not reference a valid application object.`,
    );
  }
  if (!isManager(caller) && !owns(caller, application)) {
    throw denied();
  }
  if (ofTenant(call).some((candidate) => candidate.appId === appId.toLowerCase())) {
    throw conflict(
      `The service principal cannot be created, updated, or restored because the service principal name ${appId} is already in use.`,
    );
  }
  const servicePrincipal: ServicePrincipal = {
    id: randomUUID(),
    tenantId: caller.tenantId,
    appId: appId.toLowerCase(),
  };
  world.servicePrincipals.set(servicePrincipal.id, servicePrincipal);
  return entity(call, servicePrincipal);
}

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
  {
    method: "GET",
    path: "/servicePrincipals/{servicePrincipal-id}",
    permissions: permissions.getServicePrincipal,
    status: 200,
    run: (call) => get(call, "id"),
  },
  {
    method: "GET",
    path: "/servicePrincipals(appId='{appId}')",
    permissions: permissions.getServicePrincipal,
    status: 200,
    run: (call) => get(call, "appId"),
  },
];
