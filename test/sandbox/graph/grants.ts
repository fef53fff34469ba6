import { randomBytes } from "node:crypto";
import { personById } from "../lookup";
import type { OAuth2PermissionGrant } from "../model";
import { mayGrant } from "./caller";
import { badRequest, conflict, denied, invalidValue, notFound } from "./errors";
import type { Answer, Call, Operation } from "./operation";
import { permissions } from "./permissions";
import { pathServicePrincipal, visibleServicePrincipal } from "./servicePrincipal/find";
import type { Key } from "./application/find";

const maxScopeLength = 3850;
const path = "/oauth2PermissionGrants/{oAuth2PermissionGrant-id}";
const properties = ["clientId", "consentType", "principalId", "resourceId", "scope"];

const ofTenant = (call: Call): OAuth2PermissionGrant[] =>
  [...call.world.grants.values()].filter((grant) => grant.tenantId === call.caller.tenantId);

function render(grant: OAuth2PermissionGrant): Record<string, unknown> {
  const { id, clientId, consentType, principalId, resourceId, scope } = grant;
  return { id, clientId, consentType, principalId, resourceId, scope };
}

const entity = (grant: OAuth2PermissionGrant): Answer => ({
  kind: "entity",
  context: "oauth2PermissionGrants/$entity",
  type: "oAuth2PermissionGrant",
  entity: render(grant),
});

function find(call: Call): OAuth2PermissionGrant {
  const id = call.keys[0] ?? "";
  const found = ofTenant(call).find((grant) => grant.id === id);
  if (found === undefined) {
    throw notFound(id);
  }
  return found;
}

function requireManager(call: Call): void {
  if (!mayGrant(call.caller)) {
    throw denied();
  }
}

function refuseUnknown(call: Call, known: readonly string[]): void {
  const unknown = Object.keys(call.body).find((name) => !known.includes(name));
  if (unknown !== undefined) {
    throw badRequest(`Invalid property '${unknown}'.`);
  }
}

function scopeOf(call: Call): string {
  const scope = call.body["scope"];
  if (typeof scope !== "string" || scope.trim() === "" || scope.length > maxScopeLength) {
    throw invalidValue("scope", "OAuth2PermissionGrant");
  }
  return scope.trim();
}

function servicePrincipalOf(call: Call, property: "clientId" | "resourceId"): string {
  const id = call.body[property];
  const found = typeof id === "string" ? visibleServicePrincipal(call, "id", id) : undefined;
  if (found === undefined) {
    throw invalidValue(property, "OAuth2PermissionGrant");
  }
  return found.id;
}

function principalOf(call: Call): Pick<OAuth2PermissionGrant, "consentType" | "principalId"> {
  const { consentType, principalId = null } = call.body;
  if (consentType === "AllPrincipals" && principalId === null) {
    return { consentType, principalId };
  }
  const user = typeof principalId === "string" ? personById(call.world, principalId) : undefined;
  if (consentType === "Principal" && user?.tenantId === call.caller.tenantId) {
    return { consentType, principalId: user.id };
  }
  throw invalidValue("principalId", "OAuth2PermissionGrant");
}

function create(call: Call): Answer {
  requireManager(call);
  refuseUnknown(call, properties);
  const grant: OAuth2PermissionGrant = {
    id: randomBytes(32).toString("base64url"),
    tenantId: call.caller.tenantId,
    clientId: servicePrincipalOf(call, "clientId"),
    resourceId: servicePrincipalOf(call, "resourceId"),
    ...principalOf(call),
    scope: scopeOf(call),
  };
  const taken = ofTenant(call).some(
    (other) =>
      other.clientId === grant.clientId &&
      other.resourceId === grant.resourceId &&
      other.consentType === grant.consentType &&
      other.principalId === grant.principalId,
  );
  if (taken) {
    throw conflict("Permission entry already exists.");
  }
  call.world.grants.set(grant.id, grant);
  return entity(grant);
}

const list = (grants: readonly OAuth2PermissionGrant[]): Answer => ({
  kind: "collection",
  context: "oauth2PermissionGrants",
  type: "oAuth2PermissionGrant",
  items: grants.map((grant) => ({ id: grant.id, value: { ...grant } })),
  render: ({ value }) => render(value as unknown as OAuth2PermissionGrant),
});

const query = { equals: ["clientId", "resourceId", "principalId", "consentType"] } as const;

/** The grants of one client. */
const ofClient = (base: string, key: Key): Operation => ({
  method: "GET",
  path: `${base}/oauth2PermissionGrants`,
  permissions: permissions.readGrants,
  query,
  status: 200,
  run: (call) => {
    const { id } = pathServicePrincipal(call, key);
    return list(ofTenant(call).filter((grant) => grant.clientId === id));
  },
});

/** Delegated permissions granted to clients. */
export const grantOperations: readonly Operation[] = [
  {
    method: "GET",
    path: "/oauth2PermissionGrants",
    permissions: permissions.readGrants,
    query,
    status: 200,
    run: (call) => list(ofTenant(call)),
  },
  ofClient("/servicePrincipals/{servicePrincipal-id}", "id"),
  ofClient("/servicePrincipals(appId='{appId}')", "appId"),
  {
    method: "POST",
    path: "/oauth2PermissionGrants",
    permissions: permissions.writeGrants,
    body: "required",
    status: 201,
    run: create,
  },
  {
    method: "GET",
    path,
    permissions: permissions.readGrants,
    status: 200,
    run: (call) => entity(find(call)),
  },
  {
    method: "PATCH",
    path,
    permissions: permissions.writeGrants,
    body: "required",
    status: 204,
    run: (call) => {
      requireManager(call);
      refuseUnknown(call, ["scope"]);
      find(call).scope = scopeOf(call);
      return { kind: "none" };
    },
  },
  {
    method: "DELETE",
    path,
    permissions: permissions.writeGrants,
    status: 204,
    run: (call) => {
      requireManager(call);
      call.world.grants.delete(find(call).id);
      return { kind: "none" };
    },
  },
];
