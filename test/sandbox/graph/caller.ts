import type { HttpRequest } from "../http";
import type { TokenFacts, VerifyToken } from "../identity/accessTokens";
import { consenters, graphRoleGranters } from "../directoryRoles";
import { findServicePrincipal, personById } from "../lookup";
import type { Application, ServicePrincipal, User, World } from "../model";
import { accessDenied, denied, invalidToken } from "./errors";
import type { Permissions } from "./permissions";

/** Who asks: a user through a client, or a client by itself. */
export interface Caller {
  readonly tenantId: string;
  /** Undefined for a client by itself. */
  readonly user: User | undefined;
  /** The client's service principal in the tenant. */
  readonly servicePrincipal: ServicePrincipal | undefined;
  /** Owner id that objects made by this caller get. */
  readonly ownerId: string | undefined;
  readonly personal: boolean;
  /** Delegated scopes or, without a user, app roles. */
  readonly granted: ReadonlySet<string>;
}

const audiences = new Set([
  "https://graph.microsoft.com",
  "https://graph.microsoft.com/",
  "00000003-0000-0000-c000-000000000000",
]);

function factsOf(request: HttpRequest, verify: VerifyToken, now: number): TokenFacts {
  const [scheme, token] = (request.headers["authorization"] ?? "").split(" ");
  if (scheme?.toLowerCase() !== "bearer" || token === undefined || token === "") {
    throw invalidToken("Access token is empty.");
  }
  const facts = verify(token);
  if (facts === undefined) {
    throw invalidToken("CompactToken parsing failed with error code: 80049217");
  }
  if (!audiences.has(facts.audience) && facts.audience !== `https://${request.url.host}`) {
    throw invalidToken("Access token validation failure. Invalid audience.");
  }
  if (!facts.active || facts.expiresAt <= now) {
    throw invalidToken("Lifetime validation failed, the token is expired.");
  }
  return facts;
}

/**
 * Reads the bearer token.
 * @throws GraphError 401 `InvalidAuthenticationToken`.
 */
export function callerOf(
  world: World,
  request: HttpRequest,
  verify: VerifyToken,
  now: number,
): Caller {
  const facts = factsOf(request, verify, now);
  const user = facts.userId === undefined ? undefined : personById(world, facts.userId);
  if (facts.userId !== undefined && user === undefined) {
    throw invalidToken("Access token validation failure.");
  }
  const servicePrincipal = findServicePrincipal(world, facts.tenantId, facts.clientId);
  return {
    tenantId: facts.tenantId,
    user,
    servicePrincipal,
    ownerId: user?.id ?? servicePrincipal?.id,
    personal: world.tenants.get(facts.tenantId)?.consumers ?? false,
    granted: new Set(user === undefined ? facts.roles : facts.scopes),
  };
}

/**
 * "Access the directory as the signed-in user": stands in for every delegated permission of the directory, so that
 * only the user's own rights decide. Which operations of the live service take it is unverified.
 */
const asUser = "Directory.AccessAsUser.All";

/**
 * @param shared scopes that open the mailboxes of others.
 * @throws GraphError 403 when the token carries none of the permissions the operation takes.
 */
export function requirePermission(
  caller: Caller,
  permissions: Permissions,
  shared: readonly string[] = [],
): void {
  const delegated = caller.personal ? permissions.personal : permissions.work;
  const accepted = caller.user === undefined ? permissions.application : delegated;
  const { granted } = caller;
  const counts = (permission: string): boolean => {
    const others = permissions.together?.[permission];
    return granted.has(permission) && (others?.some((other) => granted.has(other)) ?? true);
  };
  const stands =
    accepted !== undefined &&
    caller.user !== undefined &&
    permissions.mailbox !== true &&
    granted.has(asUser);
  const forOthers = caller.user !== undefined && shared.some((scope) => granted.has(scope));
  if (!stands && !forOthers && !(accepted ?? []).some(counts)) {
    throw permissions.mailbox === true ? accessDenied() : denied();
  }
}

/** Directory roles that manage every registration of the directory. */
const managers = [
  "Global Administrator",
  "Application Administrator",
  "Cloud Application Administrator",
];

/** Directory roles that bring deleted registrations back. */
const restorers = [...managers, "Hybrid Identity Administrator"];

const hasRole = (caller: Caller, roles: readonly string[]): boolean =>
  caller.user?.roles.some((role) => roles.includes(role)) ?? false;

const clientMayAll = (caller: Caller): boolean =>
  caller.user === undefined && caller.granted.has("Application.ReadWrite.All");

/** May grant delegated permissions, and application permissions of every API but Microsoft Graph. */
export const mayGrant = (caller: Caller): boolean =>
  caller.user === undefined || hasRole(caller, consenters);

/** May grant application permissions of Microsoft Graph (Entra "Grant tenant-wide admin consent"). */
export const mayGrantGraphRoles = (caller: Caller): boolean =>
  caller.user === undefined || hasRole(caller, graphRoleGranters);

/** May change registrations of others. */
export const isManager = (caller: Caller): boolean =>
  clientMayAll(caller) || hasRole(caller, managers);

/** Whether an owner without a role may restore is unverified; here it takes a role. */
export const mayRestore = (caller: Caller): boolean =>
  clientMayAll(caller) || hasRole(caller, restorers);

export const mayCreate = (caller: Caller): boolean =>
  caller.user === undefined ||
  caller.user.mayRegisterApps ||
  isManager(caller) ||
  hasRole(caller, ["Application Developer"]);

export const owns = (caller: Caller, application: Application): boolean =>
  caller.ownerId !== undefined && application.ownerIds.has(caller.ownerId);

/** @throws GraphError 403 */
export function requireMayChange(caller: Caller, application: Application): void {
  if (!isManager(caller) && !owns(caller, application)) {
    throw denied();
  }
}
