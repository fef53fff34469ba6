import {
  type AppRole,
  exchangeRoles,
  exchangeScopes,
  graphRoles,
  graphScopes,
  type Scope,
} from "./permissionTables";

/** An API tokens are issued for. */
export interface Resource {
  readonly appId: string;
  readonly displayName: string;
  /** Spellings a scope may be prefixed with, without trailing slash. The first is the canonical one. */
  readonly identifiers: readonly string[];
  readonly scopes: readonly Scope[];
  readonly roles: readonly AppRole[];
}

export const graph: Resource = {
  appId: "00000003-0000-0000-c000-000000000000",
  displayName: "Microsoft Graph",
  identifiers: [
    "https://graph.microsoft.com",
    "00000003-0000-0000-c000-000000000000",
    "https://graph.entra.localhost",
  ],
  scopes: graphScopes,
  roles: graphRoles,
};

export const exchangeOnline: Resource = {
  appId: "00000002-0000-0ff1-ce00-000000000000",
  displayName: "Office 365 Exchange Online",
  identifiers: [
    "https://outlook.office.com",
    "https://outlook.office365.com",
    "https://ps.outlook.com",
    "00000002-0000-0ff1-ce00-000000000000",
  ],
  scopes: exchangeScopes,
  roles: exchangeRoles,
};

/**
 * Azure Resource Manager. Its ids are those of public reports; it has other permissions, which nothing here asks
 * for.
 */
export const azureManagement: Resource = {
  appId: "797f4846-ba00-4fd7-ba43-dac1f8f63013",
  displayName: "Windows Azure Service Management API",
  identifiers: [
    "https://management.azure.com",
    "https://management.core.windows.net",
    "797f4846-ba00-4fd7-ba43-dac1f8f63013",
    "https://management.entra.localhost",
  ],
  scopes: [
    {
      value: "user_impersonation",
      id: "41094075-9dad-400e-a0bd-54e686782033",
      title: "Access Azure Service Management as you",
      adminOnly: false,
      personal: false,
    },
  ],
  roles: [],
};

export const resources: readonly Resource[] = [graph, exchangeOnline, azureManagement];

/** Scopes of OpenID Connect and `offline_access`: part of Graph, asked for without naming it. */
export const openIdScopes: readonly string[] = ["openid", "profile", "email", "offline_access"];
