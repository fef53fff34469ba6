import type {
  AppRoleGrant,
  DelegatedGrant,
  ResourceApi,
  ServicePrincipal,
} from "../../core/directoryPorts";
import { isFailure } from "../../core/failure";
import type { ConsentDirectory, GraphCall } from "../../core/ports";
import type { GraphConnection } from "./graph/graphConnection";
import { byAppId, literal, query } from "./graph/odata";
import {
  readAppRoleGrant,
  readDelegatedGrant,
  readResourceApi,
  readServicePrincipal,
  resourceApiProperties,
  servicePrincipalProperties,
} from "./graph/readConsent";

/** Enterprise applications and grants over Microsoft Graph v1.0. */
export class GraphConsent implements ConsentDirectory {
  constructor(private readonly graph: GraphConnection) {}

  servicePrincipal(appId: string, call: GraphCall): Promise<ServicePrincipal | undefined> {
    return this.graph.find(
      {
        operation: "get enterprise application",
        method: "GET",
        path: ofClient(appId, servicePrincipalProperties),
      },
      call,
      readServicePrincipal,
    );
  }

  /** One that is there already is as good. Graph answers 409 then. */
  async createServicePrincipal(appId: string, call: GraphCall): Promise<ServicePrincipal> {
    const request = {
      operation: "create enterprise application",
      method: "POST",
      path: "/servicePrincipals",
      body: { appId },
    } as const;
    try {
      return await this.graph.read(request, call, readServicePrincipal);
    } catch (error) {
      if (!isThere(error)) throw error;
      const found = await this.servicePrincipal(appId, call);
      if (found === undefined) throw error;
      return found;
    }
  }

  resourceApi(appId: string, call: GraphCall): Promise<ResourceApi | undefined> {
    return this.graph.find(
      {
        operation: "get permissions of an API",
        method: "GET",
        path: ofClient(appId, resourceApiProperties),
      },
      call,
      readResourceApi,
    );
  }

  delegatedGrants(servicePrincipalId: string, call: GraphCall): Promise<readonly DelegatedGrant[]> {
    const options = query({ $filter: `clientId eq ${literal(servicePrincipalId)}` });
    return this.graph.readAll(
      {
        operation: "list delegated grants",
        method: "GET",
        access: "grants",
        path: `/oauth2PermissionGrants?${options}`,
      },
      call,
      readDelegatedGrant,
    );
  }

  createDelegatedGrant(
    grant: Omit<DelegatedGrant, "id"> & { readonly clientId: string },
    call: GraphCall,
  ): Promise<DelegatedGrant> {
    const { clientId, consentFor, principalId, resourceId, scopes } = grant;
    const whose =
      consentFor === "everyone"
        ? { consentType: "AllPrincipals" }
        : { consentType: "Principal", principalId };
    return this.graph.read(
      {
        operation: "create delegated grant",
        method: "POST",
        access: "consent",
        path: "/oauth2PermissionGrants",
        body: { clientId, ...whose, resourceId, scope: scopes.join(" ") },
      },
      call,
      readDelegatedGrant,
    );
  }

  async updateDelegatedGrant(
    id: string,
    scopes: readonly string[],
    call: GraphCall,
  ): Promise<void> {
    await this.graph.send(
      {
        operation: "update delegated grant",
        method: "PATCH",
        access: "consent",
        path: `/oauth2PermissionGrants/${encodeURIComponent(id)}`,
        body: { scope: scopes.join(" ") },
      },
      call,
    );
  }

  async deleteDelegatedGrant(id: string, call: GraphCall): Promise<void> {
    await this.graph.send(
      {
        operation: "delete delegated grant",
        method: "DELETE",
        access: "consent",
        path: `/oauth2PermissionGrants/${encodeURIComponent(id)}`,
      },
      call,
    );
  }

  appRoleGrants(servicePrincipalId: string, call: GraphCall): Promise<readonly AppRoleGrant[]> {
    return this.graph.readAll(
      {
        operation: "list application grants",
        method: "GET",
        path: `${byId(servicePrincipalId)}/appRoleAssignments`,
      },
      call,
      readAppRoleGrant,
    );
  }

  /** At the API's end, as the page of the operation recommends. */
  grantAppRole(
    grant: {
      readonly servicePrincipalId: string;
      readonly resourceId: string;
      readonly appRoleId: string;
    },
    call: GraphCall,
  ): Promise<AppRoleGrant> {
    const { servicePrincipalId, resourceId, appRoleId } = grant;
    return this.graph.read(
      {
        operation: "grant application permission",
        method: "POST",
        access: "appRoles",
        path: `${byId(resourceId)}/appRoleAssignedTo`,
        body: { principalId: servicePrincipalId, resourceId, appRoleId },
      },
      call,
      readAppRoleGrant,
    );
  }

  async removeAppRoleGrant(servicePrincipalId: string, id: string, call: GraphCall): Promise<void> {
    await this.graph.send(
      {
        operation: "remove application grant",
        method: "DELETE",
        access: "appRoles",
        path: `${byId(servicePrincipalId)}/appRoleAssignments/${encodeURIComponent(id)}`,
      },
      call,
    );
  }
}

/** The live code for a name in use; from public reports, unverified. */
function isThere(error: unknown): boolean {
  return (
    isFailure(error, "graph.conflict") ||
    (isFailure(error, "graph.badRequest") &&
      error.facts["graphCode"] === "Request_MultipleObjectsWithSameKeyValue")
  );
}

function ofClient(appId: string, properties: readonly string[]): string {
  return `${byAppId(appId)}?${query({ $select: properties.join(",") })}`;
}

function byId(id: string): string {
  return `/servicePrincipals/${encodeURIComponent(id)}`;
}
