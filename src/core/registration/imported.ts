import type { Registration, SignInAudience } from "./registration";
import { requireGraphPermissions, type PermissionName } from "./permissions";

const prefix = "imported:";

/** What stands in for the object id of a registration that was entered by hand: nobody here knows the real one. */
export function importedObjectId(appId: string): string {
  return `${prefix}${appId.toLowerCase()}`;
}

/** True for what was entered by hand: it can sign in mailboxes, but Graph cannot be asked about it. */
export function isImported({ objectId }: { readonly objectId: string }): boolean {
  return objectId.startsWith(prefix);
}

export interface ImportAnswers {
  readonly appId: string;
  readonly displayName: string;
  readonly signInAudience: SignInAudience;
  /** Public client: a program on a person's computer. Else the Web platform, with a secret. */
  readonly platform: "publicClient" | "web";
  readonly redirectUris: readonly string[];
  readonly permissions: readonly PermissionName[];
  /** Facts of a secret whose value the person has; its key id is made up here. */
  readonly secret:
    | { readonly keyId: string; readonly hint: string; readonly endDateTime: string }
    | undefined;
}

/** A registration as far as the person knows it. */
export function importRegistration(answers: ImportAnswers): Registration {
  const { appId, displayName, signInAudience, platform, redirectUris, secret } = answers;
  const none = { web: [], spa: [], publicClient: [] };
  return {
    objectId: importedObjectId(appId),
    appId: appId.toLowerCase(),
    displayName: displayName.trim(),
    createdDateTime: undefined,
    signInAudience,
    clientSecrets: secret === undefined ? [] : [{ ...secret, displayName: displayName.trim() }],
    certificates: [],
    redirectUris: { ...none, [platform]: [...redirectUris] },
    isFallbackPublicClient: platform === "publicClient",
    requiredResourceAccess: requireGraphPermissions(answers.permissions),
    requestedAccessTokenVersion: 2,
    tags: [],
    implicitGrant: { accessTokens: false, idTokens: false },
    notes: "",
  };
}
