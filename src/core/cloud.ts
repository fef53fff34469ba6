/** Where one Microsoft cloud lives. Hosts without scheme. Source: Graph "deployments", Entra "national clouds". */
export interface Cloud {
  readonly id: CloudId;
  /** The VS Code authentication provider that signs in to this cloud. */
  readonly authenticationProvider: "microsoft" | "microsoft-sovereign-cloud";
  readonly loginHost: string;
  readonly graphHost: string;
  readonly imapHost: string;
  /** undefined where no source names it. */
  readonly popHost?: string;
  /** Submission by work and school accounts; undefined where no source names it. */
  readonly smtpHost?: string;
  /** Submission by personal accounts, where the cloud has them. */
  readonly personalSmtpHost?: string;
  /** Scope of a mail token for an app without a user (client credentials). */
  readonly appMailScope?: string;
  /**
   * Scopes that Exchange's guide puts into the admin consent link for its application permissions; they are not
   * those of the token request. Source: Exchange "authenticate an IMAP, POP or SMTP application by OAuth".
   */
  readonly adminConsent?: { readonly imapAndPop: string; readonly smtp: string };
  /**
   * The Microsoft Entra admin center, where it is known. Source: the hosts to allow in Entra's "FAQ"; that DoD uses
   * the one of the US government is unverified.
   */
  readonly portalHost?: string;
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
  portalHost: "entra.microsoft.com",
  imapHost: "outlook.office365.com",
  popHost: "outlook.office365.com",
  smtpHost: "smtp.office365.com",
  personalSmtpHost: "smtp-mail.outlook.com",
  appMailScope: "https://outlook.office365.com/.default",
  adminConsent: {
    imapAndPop: "https://ps.outlook.com/.default",
    smtp: "https://outlook.office365.com/.default",
  },
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
    portalHost: "entra.microsoft.us",
    imapHost: "outlook.office365.us",
    popHost: "outlook.office365.us",
    smtpHost: "smtp.office365.us",
    appMailScope: "https://outlook.office365.us/.default",
    mailScopePrefix: "https://outlook.office365.us/",
  },
  // Scope prefix of DoD: no source names it; this follows the IMAP host and is unverified. So is its SMTP host:
  // sources do not agree, therefore none is given.
  usGovDoD: {
    ...sovereign,
    id: "usGovDoD",
    loginHost: "login.microsoftonline.us",
    graphHost: "dod-graph.microsoft.us",
    portalHost: "entra.microsoft.us",
    imapHost: "outlook-dod.office365.us",
    popHost: "outlook-dod.office365.us",
    appMailScope: "https://outlook-dod.office365.us/.default",
    mailScopePrefix: "https://outlook-dod.office365.us/",
  },
  china: {
    ...sovereign,
    id: "china",
    loginHost: "login.partner.microsoftonline.cn",
    graphHost: "microsoftgraph.chinacloudapi.cn",
    portalHost: "entra.microsoftonline.cn",
    imapHost: "partner.outlook.cn",
    popHost: "partner.outlook.cn",
    smtpHost: "smtp.partner.outlook.cn",
    appMailScope: "https://partner.outlook.cn/.default",
    mailScopePrefix: "https://partner.outlook.cn/",
  },
};

/** A cloud from the `entraMail.customCloud` setting. Personal accounts are not assumed to exist there. */
export function customCloud(hosts: CustomCloud): Cloud {
  return { ...sovereign, id: "custom", ...hosts };
}
