import type { ConsentState } from "../../src/core/consent/consentState";
import type { DelegatedGrant, ResourceApi, ServicePrincipal } from "../../src/core/directoryPorts";
import {
  exchangeOnlineAppId,
  graphAppId,
  graphDelegatedPermissions,
} from "../../src/core/registration/permissions";

/** Permissions by id, as registrations declare them. */
export const permissionIds = {
  graphImap: graphDelegatedPermissions["IMAP.AccessAsUser.All"].id,
  graphOffline: graphDelegatedPermissions.offline_access.id,
  graphUserRead: graphDelegatedPermissions["User.Read"].id,
  graphMailReadApp: "810c84a8-4a9e-49e6-bf7d-12d183f40d01",
  exchangeImap: "195adc35-e27b-454b-a7ed-1ecdffa1c09f",
  exchangeImapApp: "5e5addcd-3e8d-4e90-baf5-964efab2b20a",
  exchangeSmtpApp: "7146a1f0-8703-45b3-9eae-527a64c00995",
} as const;

/** Microsoft Graph, with the few permissions that matter here. */
export const graphApi: ResourceApi = {
  id: "graph-sp",
  appId: graphAppId,
  displayName: "Microsoft Graph",
  permissions: [
    scope(permissionIds.graphImap, "IMAP.AccessAsUser.All"),
    scope(permissionIds.graphOffline, "offline_access"),
    scope(permissionIds.graphUserRead, "User.Read"),
    role(permissionIds.graphMailReadApp, "Mail.Read"),
  ],
};

export const exchangeApi: ResourceApi = {
  id: "exchange-sp",
  appId: exchangeOnlineAppId,
  displayName: "Office 365 Exchange Online",
  permissions: [
    scope(permissionIds.exchangeImap, "IMAP.AccessAsUser.All"),
    role(permissionIds.exchangeImapApp, "IMAP.AccessAsApp"),
    role(permissionIds.exchangeSmtpApp, "SMTP.SendAsApp"),
  ],
};

export const aServicePrincipal: ServicePrincipal = {
  id: "client-sp",
  appId: "6731de76-14a6-49ae-97bc-6eba6914391e",
  displayName: "aerc-ada",
  accountEnabled: true,
  appRoleAssignmentRequired: false,
};

/** Nothing is granted yet, but for the given facts; ada asks. */
export function aConsentState(facts: Partial<ConsentState> = {}): ConsentState {
  return {
    servicePrincipal: aServicePrincipal,
    grants: [],
    appRoles: [],
    me: { id: "ada", displayName: "Ada", userPrincipalName: "ada@contoso.test" },
    apis: [graphApi],
    ...facts,
  };
}

/** A grant of Microsoft Graph's for everyone, but for the given facts. */
export function aGrantOf(
  scopes: readonly string[],
  facts: Partial<DelegatedGrant> = {},
): DelegatedGrant {
  return {
    id: "grant",
    resourceId: graphApi.id,
    consentFor: "everyone",
    principalId: undefined,
    scopes,
    ...facts,
  };
}

function scope(id: string, value: string): ResourceApi["permissions"][0] {
  return { id, type: "Scope", value, displayName: value, description: "", adminOnly: false };
}

function role(id: string, value: string): ResourceApi["permissions"][0] {
  return { id, type: "Role", value, displayName: value, description: "", adminOnly: true };
}
