import { azureManagement, exchangeOnline, graph } from "../resources";

/** A client Microsoft owns: it exists in every tenant. */
export interface FirstPartyClient {
  readonly appId: string;
  readonly displayName: string;
  readonly audience: "AzureADMultipleOrgs" | "AzureADandPersonalMicrosoftAccount";
  readonly redirectUris: readonly string[];
  /** By the API's application id: what it holds without anybody's consent. */
  readonly preauthorized: Readonly<Record<string, readonly string[]>>;
  /** Other permissions can be had by consent; without this they are refused with AADSTS65002. */
  readonly takesConsent: boolean;
}

const signIn = ["email", "offline_access", "openid", "profile"] as const;

/**
 * What these clients hold follows two public lists (ROADtools, GraphPreConsentExplorer). They disagree about
 * reading applications with VS Code's client; here it can, as the newer tenant data says. The redirect URIs of
 * VS Code are those its built-in provider sends. Whether the two command line clients take personal accounts is
 * unverified; here they do not.
 */
export const firstPartyClients: readonly FirstPartyClient[] = [
  {
    appId: "aebc6443-996d-45c2-90f0-388ff96faa56",
    displayName: "Visual Studio Code",
    audience: "AzureADandPersonalMicrosoftAccount",
    redirectUris: [
      "http://localhost",
      "https://vscode.dev/redirect",
      "https://insiders.vscode.dev/redirect",
      "ms-appx-web://Microsoft.AAD.BrokerPlugin/aebc6443-996d-45c2-90f0-388ff96faa56",
      "msauth.com.msauth.unsignedapp://auth",
    ],
    preauthorized: {
      [graph.appId]: [...signIn, "User.Read", "Application.Read.All"],
      [azureManagement.appId]: ["user_impersonation"],
    },
    takesConsent: false,
  },
  {
    appId: "04b07795-8ddb-461a-bbee-02f9e1bf7b46",
    displayName: "Microsoft Azure CLI",
    audience: "AzureADMultipleOrgs",
    redirectUris: ["http://localhost"],
    preauthorized: {
      [graph.appId]: [
        ...signIn,
        "Application.ReadWrite.All",
        "AppRoleAssignment.ReadWrite.All",
        "AuditLog.Read.All",
        "DelegatedPermissionGrant.ReadWrite.All",
        "Directory.AccessAsUser.All",
        "Group.ReadWrite.All",
        "User.Read.All",
        "User.ReadWrite.All",
      ],
      [azureManagement.appId]: ["user_impersonation"],
    },
    takesConsent: false,
  },
  {
    appId: "14d82eec-204b-4c2f-b7e8-296a70dab67e",
    displayName: "Microsoft Graph Command Line Tools",
    audience: "AzureADMultipleOrgs",
    redirectUris: ["http://localhost"],
    preauthorized: { [graph.appId]: [...signIn, "User.Read"], [exchangeOnline.appId]: [] },
    takesConsent: true,
  },
];
