import { importedObjectId } from "./imported";
import { requireGraphPermissions, type PermissionName } from "./permissions";
import type { ClientSecretFacts, Registration, SignInAudience } from "./registration";

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
    identifierUris: [],
    appRoleCount: 0,
  };
}

/**
 * What was entered once more for the same client id. A secret keeps the id that was made up for it, because
 * mailboxes sign in by that id; one whose value was not entered again stays as it was.
 */
export function importedAgain(registration: Registration, before: Registration): Registration {
  const [known] = before.clientSecrets;
  const [entered] = registration.clientSecrets;
  if (known === undefined || registration.isFallbackPublicClient) return registration;
  const secret = entered === undefined ? known : { ...entered, keyId: known.keyId };
  return { ...registration, clientSecrets: [secret] };
}

/** A secret of a registration that was entered by hand; `value` itself is not in it. */
export function importedSecret(
  { displayName }: Pick<Registration, "displayName">,
  keyId: string,
  value: string,
  endDateTime: string,
): ClientSecretFacts {
  return { keyId, displayName, hint: value.slice(0, 3), endDateTime };
}
