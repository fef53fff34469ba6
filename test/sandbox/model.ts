/**
 * The tenants of the sandbox as data. Graph changes it, identity and mail read it. Names and shapes follow
 * Microsoft Graph v1.0.
 */
export interface World {
  readonly tenants: Map<string, Tenant>;
  readonly users: Map<string, User>;
  /** By object id. */
  readonly applications: Map<string, Application>;
  /** By object id. */
  readonly servicePrincipals: Map<string, ServicePrincipal>;
  readonly grants: Map<string, OAuth2PermissionGrant>;
  /** Application permissions granted, by id. */
  readonly appRoleAssignments: Map<string, AppRoleAssignment>;
  /** By lower-case address. */
  readonly mailboxes: Map<string, MailboxSeed>;
  readonly settings: SandboxSettings;
}

export interface Tenant {
  readonly id: string;
  readonly displayName: string;
  readonly domain: string;
  /** The tenant of all personal Microsoft accounts. */
  readonly consumers: boolean;
}

export interface User {
  /** Object id (oid). */
  readonly id: string;
  readonly tenantId: string;
  readonly userPrincipalName: string;
  readonly displayName: string;
  readonly password: string;
  /** Directory roles by display name, e.g. "Application Administrator". */
  readonly roles: readonly string[];
  /** May create registrations without a role (the tenant's default for members). */
  readonly mayRegisterApps: boolean;
}

/** A stored application: Graph's `application` plus what only the sandbox knows. */
export interface Application {
  readonly tenantId: string;
  /** As Graph answers it; passwordCredentials without secretText. */
  resource: Record<string, unknown> & {
    id: string;
    appId: string;
    displayName: string;
    signInAudience: string;
    isFallbackPublicClient: boolean | null;
    web: { redirectUris: string[] };
    spa: { redirectUris: string[] };
    publicClient: { redirectUris: string[] };
    requiredResourceAccess: {
      resourceAppId: string;
      resourceAccess: { id: string; type: "Scope" | "Role" }[];
    }[];
    passwordCredentials: PasswordCredential[];
    keyCredentials: { keyId: string; endDateTime: string }[];
    tags: string[];
  };
  /** keyId → SHA-256 of the secret's value, hex. */
  readonly secretHashes: Map<string, string>;
  readonly ownerIds: Set<string>;
  /** Milliseconds since the epoch from which reads see the application (replication). */
  visibleAt: number;
}

export interface PasswordCredential {
  keyId: string;
  displayName: string | null;
  hint: string;
  startDateTime: string;
  endDateTime: string;
  secretText: string | null;
}

export interface ServicePrincipal {
  readonly id: string;
  readonly tenantId: string;
  readonly appId: string;
}

export interface OAuth2PermissionGrant {
  readonly id: string;
  readonly tenantId: string;
  /** Object id of the client's service principal. */
  readonly clientId: string;
  /** Object id of the API's service principal. */
  readonly resourceId: string;
  readonly consentType: "AllPrincipals" | "Principal";
  readonly principalId: string | null;
  /** Space-separated. */
  scope: string;
}

export interface AppRoleAssignment {
  readonly id: string;
  readonly tenantId: string;
  /** Object id of the client's service principal. */
  readonly principalId: string;
  /** Object id of the API's service principal. */
  readonly resourceId: string;
  readonly appRoleId: string;
}

export interface MailboxSeed {
  readonly address: string;
  /** User whose token opens it; others authenticate but are not connected. */
  readonly ownerId: string;
  readonly delegateIds: ReadonlySet<string>;
  imapEnabled: boolean;
  readonly messages: readonly {
    readonly subject: string;
    readonly from: string;
    readonly text: string;
  }[];
}

export interface SandboxSettings {
  /** Delay until a created or changed application can be read, in milliseconds. */
  replicationDelayMs: number;
  /** How much longer lists asked for with `ConsistencyLevel: eventual` miss a new application, in milliseconds. */
  listDelayMs: number;
  /** How long after each write further changes of the same application are refused with 409, in milliseconds. */
  updateConflictMs: number;
  /** Lifetime of access tokens, in seconds. */
  accessTokenSeconds: number;
  /** POST /applications answers with the secret's value, as the live service does; off = it does not. */
  secretOnCreate: boolean;
  /** Users must be shown a consent page for delegated scopes not granted yet; off = only admins may consent. */
  userConsentAllowed: boolean;
}
