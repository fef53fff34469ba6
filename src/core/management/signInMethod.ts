/** The ways of signing in for managing registrations, in the order in which they are offered. */
export const signInMethodIds = [
  /** The editor's Microsoft account, with the person's own client ID. */
  "ownClient",
  /** The editor's Microsoft account, with VS Code's own client ID. */
  "editorClient",
  /** The Azure CLI on the machine where the extension runs. */
  "azureCli",
  /** The system browser, the answer coming to this computer. */
  "browser",
  /** A code that is typed in on any device. */
  "deviceCode",
] as const;

export type SignInMethodId = (typeof signInMethodIds)[number];

export function isSignInMethod(id: string | undefined): id is SignInMethodId {
  return id !== undefined && (signInMethodIds as readonly string[]).includes(id);
}

/** What the settings say about signing in for managing registrations. */
export interface ManagementSettings {
  /** Application (client) ID; undefined = none of one's own. */
  readonly clientId: string | undefined;
  /** Directory (tenant) ID or domain; undefined = the account's own. */
  readonly tenant: string | undefined;
}

/**
 * Microsoft Graph Command Line Tools: what a browser or device code sign-in uses without a client ID of one's own.
 * Public client with `http://localhost`; every permission but signing in is ordinary consent. Sources: public lists of
 * first-party clients. Whether it takes personal accounts is unverified.
 */
export const graphCommandLineTools = {
  clientId: "14d82eec-204b-4c2f-b7e8-296a70dab67e",
  name: "Microsoft Graph Command Line Tools",
} as const;

/** The client ID of a browser or device code sign-in. */
export function managementClientId({ clientId }: Pick<ManagementSettings, "clientId">): string {
  return clientId ?? graphCommandLineTools.clientId;
}
