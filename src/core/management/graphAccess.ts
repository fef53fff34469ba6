/** What a caller is about to do in the directory; decides which permissions are asked for. */
export type GraphAccess =
  | "read"
  /** Read the person's own entry, what it owns, and the directory's. */
  | "profile"
  /** Read who consented to what. */
  | "grants"
  /** Create, change, delete registrations. */
  | "write"
  /** Grant and revoke delegated permissions. */
  | "consent"
  /** Grant and revoke application permissions. */
  | "appRoles"
  /** Look people up, and change owners. */
  | "people";

interface Rights {
  /** Delegated permissions of Microsoft Graph of which one is enough; the first is the one that is named. */
  readonly enough: readonly string[];
  /** What is asked for: everything at once that the step may need, so that the person consents once. */
  readonly ask: readonly string[];
}

const manage = ["Application.ReadWrite.All"];
const consent = [
  ...manage,
  "DelegatedPermissionGrant.ReadWrite.All",
  "AppRoleAssignment.ReadWrite.All",
  "Directory.Read.All",
];
/** Stands in for directory permissions as far as the person's own rights go; unverified for each operation. */
const asThePerson = "Directory.AccessAsUser.All";

/** Source: Microsoft Graph permissions per operation: application, oauth2PermissionGrant, appRoleAssignment, owners, user. */
const rights: Readonly<Record<GraphAccess, Rights>> = {
  read: { enough: ["Application.Read.All", "Application.ReadWrite.All"], ask: manage },
  profile: {
    enough: ["User.Read", "Directory.Read.All", "Directory.ReadWrite.All", asThePerson],
    ask: [...manage, "User.Read"],
  },
  grants: {
    enough: [
      "Directory.Read.All",
      "DelegatedPermissionGrant.ReadWrite.All",
      "Directory.ReadWrite.All",
      asThePerson,
    ],
    ask: [...manage, "Directory.Read.All"],
  },
  write: { enough: ["Application.ReadWrite.All"], ask: manage },
  consent: {
    enough: ["DelegatedPermissionGrant.ReadWrite.All", "Directory.ReadWrite.All", asThePerson],
    ask: consent,
  },
  appRoles: { enough: ["AppRoleAssignment.ReadWrite.All", asThePerson], ask: consent },
  people: {
    enough: [
      "Directory.Read.All",
      "Directory.ReadWrite.All",
      "User.Read.All",
      "User.ReadBasic.All",
      asThePerson,
    ],
    ask: [...manage, "Directory.Read.All"],
  },
};

/** What a sign-in asks for where nothing more is needed. */
export const basicScopes: readonly string[] = manage;

/** Names of the permissions to ask for, without their resource. */
export function scopesFor(access: GraphAccess): readonly string[] {
  return rights[access].ask;
}

/**
 * The permission that a token lacks for `access`.
 * @param scopes from the token's `scp`; undefined when it cannot be read, which proves nothing
 */
export function missingRight(
  access: GraphAccess,
  scopes: readonly string[] | undefined,
): string | undefined {
  if (scopes === undefined) return undefined;
  const { enough } = rights[access];
  return enough.some((name) => scopes.includes(name)) ? undefined : enough[0];
}
