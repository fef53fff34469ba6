/** Where one Microsoft cloud lives. Hosts without scheme. Source: Graph "deployments", Entra "national clouds". */
export interface Cloud {
  readonly id: CloudId;
  /** The VS Code authentication provider that signs in to this cloud. */
  readonly authenticationProvider: "microsoft" | "microsoft-sovereign-cloud";
  readonly loginHost: string;
  readonly graphHost: string;
  readonly imapHost: string;
  /** Prefix of the delegated mail scopes, with a trailing slash. */
  readonly mailScopePrefix: string;
  /** Accounts of outlook.com exist in the global cloud only (Entra "supported-accounts-validation"). */
  readonly personalAccounts: boolean;
  /** False where the mail hosts come from public programs only and nobody here has seen them answer. */
  readonly verified: boolean;
}

export type CloudId = "global" | "usGov" | "usGovDoD" | "china" | "custom";

/** What `entraMail.customCloud` holds: every host of a cloud that is not in the table. */
export type CustomCloud = Pick<Cloud, "loginHost" | "graphHost" | "imapHost" | "mailScopePrefix">;

const global: Cloud = {
  id: "global",
  authenticationProvider: "microsoft",
  loginHost: "login.microsoftonline.com",
  graphHost: "graph.microsoft.com",
  imapHost: "outlook.office365.com",
  mailScopePrefix: "https://outlook.office.com/",
  personalAccounts: true,
  verified: true,
};

const sovereign = {
  authenticationProvider: "microsoft-sovereign-cloud",
  personalAccounts: false,
  verified: false,
} as const;

export const clouds: Readonly<Record<Exclude<CloudId, "custom">, Cloud>> = {
  global,
  usGov: {
    ...sovereign,
    id: "usGov",
    loginHost: "login.microsoftonline.us",
    graphHost: "graph.microsoft.us",
    imapHost: "outlook.office365.us",
    mailScopePrefix: "https://outlook.office365.us/",
  },
  // Scope prefix of DoD: no source names it; this follows the IMAP host and is unverified.
  usGovDoD: {
    ...sovereign,
    id: "usGovDoD",
    loginHost: "login.microsoftonline.us",
    graphHost: "dod-graph.microsoft.us",
    imapHost: "outlook-dod.office365.us",
    mailScopePrefix: "https://outlook-dod.office365.us/",
  },
  china: {
    ...sovereign,
    id: "china",
    loginHost: "login.partner.microsoftonline.cn",
    graphHost: "microsoftgraph.chinacloudapi.cn",
    imapHost: "partner.outlook.cn",
    mailScopePrefix: "https://partner.outlook.cn/",
  },
};

/** A cloud from the `entraMail.customCloud` setting. Personal accounts are not assumed to exist there. */
export function customCloud(hosts: CustomCloud): Cloud {
  return { ...sovereign, id: "custom", ...hosts };
}
