/**
 * The tenants of the sandbox as data. Graph changes it, identity and mail read it. Names and shapes follow
 * Microsoft Graph v1.0.
 */
export interface World {
  readonly tenants: Map<string, Tenant>;
  readonly users: Map<string, User>;
  /** Guests: what a person of {@link users} is in another directory, by the object id there. */
  readonly guests: Map<string, Guest>;
  /** By object id. */
  readonly applications: Map<string, Application>;
  /** By object id. */
  readonly servicePrincipals: Map<string, ServicePrincipal>;
  readonly grants: Map<string, OAuth2PermissionGrant>;
  /** Application permissions granted, by id. */
  readonly appRoleAssignments: Map<string, AppRoleAssignment>;
  /** By lower-case address. */
  readonly mailboxes: Map<string, MailboxSeed>;
  /** What `New-ServicePrincipal` told Exchange Online: the applications that may be given rights to mailboxes. */
  readonly exchangePrincipals: ExchangePrincipal[];
  /** What goes wrong with the next commands to the mail servers, oldest first. */
  readonly mailFaults: MailFault[];
  readonly settings: SandboxSettings;
}

export interface Tenant {
  readonly id: string;
  readonly displayName: string;
  readonly domain: string;
  /** The tenant of all personal Microsoft accounts. */
  readonly consumers: boolean;
  /** `Set-TransportConfig -SmtpClientAuthenticationDisabled`. */
  smtpAuthDisabled?: boolean;
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
  /** The account they sign in with, where this is what they are as a guest. */
  readonly home?: { readonly id: string; readonly tenantId: string };
}

/** A person of one directory in another one, with an object id and roles of its own there. */
export interface Guest extends User {
  readonly home: { readonly id: string; readonly tenantId: string };
}

/** Graph's `keyCredential`. `key` is the certificate, DER in base64; answers leave it out where Graph does. */
export interface KeyCredential {
  keyId: string;
  displayName: string | null;
  type: string;
  usage: string;
  /** Base64: the SHA-1 of the certificate unless the client sent something else. */
  customKeyIdentifier: string | null;
  startDateTime: string;
  endDateTime: string;
  key: string | null;
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
    keyCredentials: KeyCredential[];
    tags: string[];
  };
  /** keyId → SHA-256 of the secret's value, hex. */
  readonly secretHashes: Map<string, string>;
  /** keyId → milliseconds since the epoch from which the token endpoint knows the secret; absent = always. */
  secretsKnownFrom?: Map<string, number>;
  /** Object ids of users, guests or service principals. */
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
  /** Milliseconds since the epoch from which Graph knows it; absent = always. */
  readonly visibleAt?: number;
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
  /** ISO 8601; absent for seeded ones. */
  readonly createdDateTime?: string;
}

/** A message as a mailbox keeps it. */
export interface StoredMessage {
  /** Does not change and is not given again: the unique id of POP, the id of Graph. */
  readonly id: string;
  /** Display form, decoded. */
  readonly subject: string;
  /** `Name <address>`, decoded. */
  readonly from: string;
  /** Milliseconds since the epoch; absent for seeded ones, which are as old as `minutesOld` says. */
  readonly receivedAt?: number;
  readonly minutesOld?: number;
  /** Body of one text part; for a sent one the body as it came, bytes as latin1. */
  readonly text: string;
  /** Of a sent message: its header as it came, bytes as latin1, with the empty line. */
  readonly rawHeader?: string;
}

export interface MailboxSeed {
  readonly address: string;
  /** User whose token opens it; others authenticate but are not connected. */
  readonly ownerId: string;
  /** A shared mailbox: nobody signs in as it, and it takes no licence. */
  readonly shared: boolean;
  /** Full access: object ids of users or service principals. */
  readonly delegateIds: Set<string>;
  /** May send as this address (`Add-RecipientPermission`): object ids of users or service principals. */
  readonly sendAsIds: Set<string>;
  /** Client ids that the tenant's application access policy keeps out of it. */
  readonly blockedAppIds: Set<string>;
  /** Its owner has an Exchange Online plan. Without, there is no mailbox to reach, by any road. */
  licensed: boolean;
  imapEnabled: boolean;
  popEnabled: boolean;
  /** `Set-CASMailbox -SmtpClientAuthenticationDisabled`; null = as the tenant says. */
  smtpAuthDisabled: boolean | null;
  /** Of the inbox, oldest first. */
  readonly messages: StoredMessage[];
  /** Of "Sent Items". */
  readonly sent: StoredMessage[];
  /** How often a message was removed: IMAP renumbers the rest and says so by its UIDVALIDITY. */
  removals: number;
}

/** An enterprise application as Exchange Online knows it. */
export interface ExchangePrincipal {
  readonly tenantId: string;
  readonly appId: string;
  /** As it was typed: right is the object id of the enterprise application, not of the registration. */
  readonly objectId: string;
}

/** An answer a mail server gives instead of its own. */
export interface MailFault {
  readonly protocol: "imap" | "pop" | "smtp";
  /**
   * The command it meets: `AUTH`, `MAIL`, `STAT`, …; `CONNECT` is the greeting, `SIGNIN` the answer to the SASL
   * response, `MESSAGE` the end of DATA.
   */
  readonly command: string;
  /** Only for this mailbox, which is known from `SIGNIN` on. */
  readonly mailbox?: string;
  /** Lines without line ends. For IMAP without the tag: `NO Server Unavailable. 15`. Undefined: no answer at all. */
  readonly reply?: string;
  /** Hang up afterwards. */
  readonly hangUp?: boolean;
  /** How many commands it still meets. */
  times: number;
}

/** Switched by `PATCH /admin/settings` with any of these members, or in `world.settings`. */
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
  /** How long the token endpoint answers AADSTS7000215 to a new client secret, in milliseconds. */
  secretPropagationMs: number;
  /** How long Graph does not know a service principal that it has just created, in milliseconds. */
  servicePrincipalDelayMs: number;
  /** The tenant's app management policy forbids client secrets: `CredentialTypeNotAllowedAsPerAppPolicy`. */
  secretsForbidden: boolean;
  /** Longest life the policy allows a client secret, in days; 0 = any: `CredentialInvalidLifetimeAsPerAppPolicy`. */
  maxSecretDays: number;
  /** The same for certificates. */
  maxCertificateDays: number;
  /** Audiences the policy forbids, separated by spaces: `SignInAudienceNotAllowedAsPerAppPolicy`. */
  forbiddenAudiences: string;
  /** Who is signed in to the stand-in for the Azure CLI (`az`), by user principal name; empty = nobody. */
  azureCliUser: string;
  /** How long `az` takes for a token, in milliseconds. */
  azureCliDelayMs: number;
  /**
   * The mail servers answer a refused token with a JSON challenge before they refuse, as Google's and Dovecot do.
   * Exchange Online refuses at once: off.
   */
  mailChallenge: boolean;
  /** Which of the words on record refuse a foreign sender: `5.2.252`, `5.2.0`, `5.7.60`. */
  senderRefusal: string;
  /**
   * A foreign sender is refused at MAIL FROM already, as an Exchange Server does; Exchange Online looks when the
   * message has come (gophish#2900, PHPMailer#1231): off.
   */
  senderRefusedAtMailFrom: boolean;
}
