import type { ApplicationPlan } from "./applications";
import { userId } from "./people";
import { ids } from "./stableIds";

const ada = [userId("ada@contoso.test")];
const grace = [userId("grace@contoso.test")];

/** Where VS Code's Microsoft provider wants its answers sent, for an own client id. */
const visualStudioCodeRedirects = (clientId: string): readonly string[] => [
  "http://localhost",
  "https://vscode.dev/redirect",
  `ms-appx-web://Microsoft.AAD.BrokerPlugin/${clientId}`,
  "msauth.com.msauth.unsignedapp://auth",
];

const signInScopes = ["openid", "profile", "email", "offline_access"];
const mailScopes = [...signInScopes, "User.Read", "IMAP.AccessAsUser.All", "SMTP.Send"];

/** Delegated Graph permissions of "Entra Mail management", granted to all of Contoso. */
export const managementScopes: readonly string[] = [
  ...signInScopes,
  "User.Read",
  "Application.ReadWrite.All",
  "DelegatedPermissionGrant.ReadWrite.All",
  "AppRoleAssignment.ReadWrite.All",
  "Directory.Read.All",
  "Organization.Read.All",
];

/** The registrations of Contoso. */
export const registrations: readonly ApplicationPlan[] = [
  {
    tenantId: ids.contoso,
    displayName: "Entra Mail management",
    appId: ids.managementClient,
    signInAudience: "AzureADMyOrg",
    ownerIds: ada,
    publicClient: visualStudioCodeRedirects(ids.managementClient),
    delegated: managementScopes,
  },
  {
    tenantId: ids.contoso,
    displayName: "aerc-ada",
    signInAudience: "AzureADandPersonalMicrosoftAccount",
    ownerIds: ada,
    publicClient: ["http://localhost"],
    delegated: mailScopes,
    secrets: [
      { name: "laptop", endsInDays: 12 },
      { name: "old", endsInDays: -40 },
    ],
    createdDaysAgo: 353,
  },
  {
    tenantId: ids.contoso,
    displayName: "archive-export",
    signInAudience: "AzureADMyOrg",
    ownerIds: grace,
    web: ["https://archive.contoso.test/oauth/callback"],
    delegated: mailScopes,
    secrets: [{ name: "first", endsInDays: -40 }],
    createdDaysAgo: 405,
  },
  {
    tenantId: ids.contoso,
    displayName: "invoice-service",
    signInAudience: "AzureADMyOrg",
    ownerIds: ada,
    exchangeRoles: ["IMAP.AccessAsApp"],
    certificateEndsInDays: 190,
  },
  {
    tenantId: ids.contoso,
    displayName: "jira-inbound",
    signInAudience: "AzureADMyOrg",
    ownerIds: ada,
    web: ["https://jira.contoso.test/plugins/servlet/oauth2/callback"],
    delegated: mailScopes,
    secrets: [{ name: "jira", endsInDays: 300 }],
    createdDaysAgo: 65,
  },
  {
    tenantId: ids.contoso,
    displayName: "mutt-grace",
    signInAudience: "AzureADMultipleOrgs",
    ownerIds: grace,
    publicClient: ["http://localhost"],
    delegated: mailScopes,
    createdDaysAgo: 90,
  },
];

/** Clients of Microsoft itself, known to every tenant. Their redirect URIs: only those met in practice. */
export const firstPartyClients: readonly ApplicationPlan[] = [
  {
    tenantId: ids.microsoft,
    displayName: "Visual Studio Code",
    appId: ids.visualStudioCode,
    signInAudience: "AzureADandPersonalMicrosoftAccount",
    publicClient: visualStudioCodeRedirects(ids.visualStudioCode),
  },
  {
    tenantId: ids.microsoft,
    displayName: "Microsoft Azure CLI",
    appId: ids.azureCli,
    signInAudience: "AzureADMultipleOrgs",
    publicClient: ["http://localhost"],
  },
  {
    tenantId: ids.microsoft,
    displayName: "Microsoft Graph Command Line Tools",
    appId: ids.graphCommandLineTools,
    signInAudience: "AzureADMultipleOrgs",
    publicClient: ["http://localhost"],
  },
];

/** The n-th of many: enough variety to make lists, expiry and search worth looking at. */
export function extraRegistration(index: number): ApplicationPlan {
  const number = String(index + 1).padStart(5, "0");
  const kind = ["importer", "notifier", "archiver", "helpdesk"][index % 4] ?? "";
  return {
    tenantId: ids.contoso,
    displayName: `${kind}-${number}`,
    signInAudience: "AzureADMyOrg",
    ...(index % 3 === 0 ? { secrets: [{ name: "secret", endsInDays: (index % 700) - 50 }] } : {}),
    ...(index % 2 === 0 ? { publicClient: ["http://localhost"] } : {}),
    createdDaysAgo: index % 1000,
  };
}
