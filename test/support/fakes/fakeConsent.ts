import { throwIfAborted } from "../../../src/base/async";
import type {
  AppRoleGrant,
  DelegatedGrant,
  ResourceApi,
  ServicePrincipal,
} from "../../../src/core/directoryPorts";
import { Failure } from "../../../src/core/failure";
import type { ConsentDirectory, GraphCall } from "../../../src/core/ports";
import { exchangeOnlineAppId, graphAppId } from "../../../src/core/registration/apiIds";
import type { OwnedGrant, Tenant } from "./fakeDirectory";
import { type Gate, open } from "./gate";

/** The enterprise applications of a tenant and what was consented to; refuses duplicates as Graph does. */
export class FakeConsent implements ConsentDirectory {
  /** Operations in the order in which they arrived. */
  readonly calls: string[] = [];
  /** APIs the directory does not have. */
  readonly missingApis = new Set<string>();

  constructor(
    private readonly tenant: Tenant,
    private readonly gate: Gate = open,
  ) {}

  servicePrincipal(appId: string, call: GraphCall): Promise<ServicePrincipal | undefined> {
    return this.answer("servicePrincipal", call, () => {
      const isApi = appId === graphAppId || appId === exchangeOnlineAppId;
      if (isApi && !this.missingApis.has(appId)) return principalOfApi(appId);
      return this.tenant.servicePrincipals.get(appId);
    });
  }

  createServicePrincipal(appId: string, call: GraphCall): Promise<ServicePrincipal> {
    return this.answer("createServicePrincipal", call, () => {
      if (this.tenant.servicePrincipals.has(appId)) throw refused(409);
      const principal: ServicePrincipal = {
        id: this.tenant.nextId("principal"),
        appId,
        displayName: appId,
        accountEnabled: true,
        appRoleAssignmentRequired: false,
      };
      this.tenant.servicePrincipals.set(appId, principal);
      return principal;
    });
  }

  resourceApi(appId: string, call: GraphCall): Promise<ResourceApi | undefined> {
    return this.answer("resourceApi", call, () =>
      this.missingApis.has(appId)
        ? undefined
        : { id: principalOfApi(appId).id, appId, displayName: appId, permissions: [] },
    );
  }

  delegatedGrants(clientId: string, call: GraphCall): Promise<readonly DelegatedGrant[]> {
    return this.answer("delegatedGrants", call, () =>
      this.tenant.grants.filter((grant) => grant.clientId === clientId),
    );
  }

  createDelegatedGrant(
    grant: Omit<DelegatedGrant, "id"> & { readonly clientId: string },
    call: GraphCall,
  ): Promise<DelegatedGrant> {
    return this.answer("createDelegatedGrant", call, () => {
      const isSame = (other: OwnedGrant): boolean =>
        other.clientId === grant.clientId &&
        other.resourceId === grant.resourceId &&
        other.consentFor === grant.consentFor &&
        other.principalId === grant.principalId;
      if (this.tenant.grants.some(isSame)) throw refused(409);
      const made = { ...grant, id: this.tenant.nextId("grant") };
      this.tenant.grants.push(made);
      return made;
    });
  }

  updateDelegatedGrant(id: string, scopes: readonly string[], call: GraphCall): Promise<void> {
    return this.answer("updateDelegatedGrant", call, () => {
      const index = this.indexOf(id);
      const grant = this.tenant.grants[index];
      if (grant !== undefined) this.tenant.grants[index] = { ...grant, scopes };
    });
  }

  deleteDelegatedGrant(id: string, call: GraphCall): Promise<void> {
    return this.answer("deleteDelegatedGrant", call, () => {
      this.tenant.grants.splice(this.indexOf(id), 1);
    });
  }

  appRoleGrants(clientId: string, call: GraphCall): Promise<readonly AppRoleGrant[]> {
    return this.answer("appRoleGrants", call, () =>
      this.tenant.roles.filter((role) => role.clientId === clientId),
    );
  }

  grantAppRole(
    grant: {
      readonly servicePrincipalId: string;
      readonly resourceId: string;
      readonly appRoleId: string;
    },
    call: GraphCall,
  ): Promise<AppRoleGrant> {
    const { servicePrincipalId: clientId, resourceId, appRoleId } = grant;
    return this.answer("grantAppRole", call, () => {
      const isSame = (role: AppRoleGrant & { readonly clientId: string }): boolean =>
        role.clientId === clientId &&
        role.resourceId === resourceId &&
        role.appRoleId === appRoleId;
      if (this.tenant.roles.some(isSame)) throw refused(400);
      const made = {
        id: this.tenant.nextId("role"),
        clientId,
        resourceId,
        appRoleId,
        resourceName: resourceId,
      };
      this.tenant.roles.push(made);
      return made;
    });
  }

  removeAppRoleGrant(_clientId: string, id: string, call: GraphCall): Promise<void> {
    return this.answer("removeAppRoleGrant", call, () => {
      const index = this.tenant.roles.findIndex((role) => role.id === id);
      if (index === -1) throw notFound();
      this.tenant.roles.splice(index, 1);
    });
  }

  private indexOf(id: string): number {
    const index = this.tenant.grants.findIndex((grant) => grant.id === id);
    if (index === -1) throw notFound();
    return index;
  }

  private async answer<T>(operation: string, call: GraphCall, effect: () => T): Promise<T> {
    this.calls.push(operation);
    throwIfAborted(call.signal);
    return await this.gate(`consent.${operation}`, effect);
  }
}

function refused(status: 400 | 409): Failure {
  return new Failure(status === 409 ? "graph.conflict" : "graph.badRequest", "It exists.", {
    status,
  });
}

function notFound(): Failure {
  return new Failure("graph.notFound", "Resource does not exist.", { status: 404 });
}

/** Every directory has one of each API. */
function principalOfApi(appId: string): ServicePrincipal {
  return {
    id: `api-${appId}`,
    appId,
    displayName: appId,
    accountEnabled: true,
    appRoleAssignmentRequired: false,
  };
}
