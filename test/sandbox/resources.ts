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

export const resources: readonly Resource[] = [graph, exchangeOnline];

/** Scopes of OpenID Connect and `offline_access`: part of Graph, asked for without naming it. */
export const openIdScopes: readonly string[] = ["openid", "profile", "email", "offline_access"];
