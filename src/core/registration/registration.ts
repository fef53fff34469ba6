import type { Iso8601 } from "../time";

/** Supported accounts, by Graph's `signInAudience` names. */
export type SignInAudience =
  | "AzureADMyOrg"
  | "AzureADMultipleOrgs"
  | "AzureADandPersonalMicrosoftAccount"
  | "PersonalMicrosoftAccount";

/** The platforms a redirect URI can be registered under, by Graph's property names. */
export type Platform = "web" | "spa" | "publicClient";

export type RedirectUris = Readonly<Record<Platform, readonly string[]>>;

/** A client secret as Graph shows it: never its value. */
export interface ClientSecretFacts {
  readonly keyId: string;
  readonly displayName: string;
  /** First three characters of the value. */
  readonly hint: string;
  /** Where Graph told it. */
  readonly startDateTime?: Iso8601 | undefined;
  readonly endDateTime: Iso8601;
}

export interface CertificateFacts {
  readonly keyId: string;
  readonly displayName: string;
  /** SHA-1 of the certificate in upper-case hexadecimal digits, where Graph told it (`customKeyIdentifier`). */
  readonly thumbprint: string | undefined;
  readonly endDateTime: Iso8601;
}

/** A declared permission. `Scope` = delegated, `Role` = application permission. */
export interface ResourceAccess {
  readonly id: string;
  readonly type: "Scope" | "Role";
}

export interface RequiredResourceAccess {
  readonly resourceAppId: string;
  readonly resourceAccess: readonly ResourceAccess[];
}

/** What a list row carries: one request per page shows names and expiry of all of them. */
export interface RegistrationSummary {
  /** Object id, the key in Graph URLs. */
  readonly objectId: string;
  /** Application (client) ID. */
  readonly appId: string;
  readonly displayName: string;
  readonly createdDateTime: Iso8601 | undefined;
  readonly signInAudience: SignInAudience;
  readonly clientSecrets: readonly ClientSecretFacts[];
  readonly certificates: readonly CertificateFacts[];
  /** The directory it was read in; absent where that is not known. */
  readonly tenantId?: string | undefined;
  /** Known in the list of deleted ones only. */
  readonly deletedDateTime?: Iso8601;
}

/** A whole app registration. */
export interface Registration extends RegistrationSummary {
  readonly redirectUris: RedirectUris;
  /** The portal's "Allow public client flows". */
  readonly isFallbackPublicClient: boolean;
  readonly requiredResourceAccess: readonly RequiredResourceAccess[];
  readonly requestedAccessTokenVersion: number | undefined;
  readonly tags: readonly string[];
  /** The portal's boxes "Access tokens" and "ID tokens" under implicit grant and hybrid flows. */
  readonly implicitGrant: ImplicitGrant;
  /** Internal notes; empty where there are none. */
  readonly notes: string;
  /** Application ID URIs: the names of an API of its own. */
  readonly identifierUris: readonly string[];
  /** How many app roles it defines for an API of its own. */
  readonly appRoleCount: number;
}

export interface ImplicitGrant {
  readonly accessTokens: boolean;
  readonly idTokens: boolean;
}

/** What is sent to create a registration; a subset of Graph's `application`, already in its shape. */
export interface ApplicationDraft {
  readonly displayName: string;
  readonly signInAudience: SignInAudience;
  readonly isFallbackPublicClient: boolean;
  readonly web?: {
    readonly redirectUris: readonly string[];
    readonly implicitGrantSettings?: {
      readonly enableAccessTokenIssuance: boolean;
      readonly enableIdTokenIssuance: boolean;
    };
  };
  readonly publicClient?: { readonly redirectUris: readonly string[] };
  readonly spa?: { readonly redirectUris: readonly string[] };
  readonly api: { readonly requestedAccessTokenVersion: 2 };
  readonly requiredResourceAccess: readonly RequiredResourceAccess[];
  readonly passwordCredentials?: readonly PasswordCredentialDraft[];
  readonly tags: readonly string[];
  readonly notes?: string;
}

/** `displayName` and `endDateTime` only: Graph rejects key ids and values made by a client. */
export interface PasswordCredentialDraft {
  readonly displayName: string;
  readonly endDateTime: Iso8601;
}

/** A client secret in the one answer that carries its value. */
export interface NewClientSecret extends ClientSecretFacts {
  readonly secretText: string;
}

export interface CreatedApplication {
  readonly registration: Registration;
  /** Present when the secret came with the creation. */
  readonly newSecret: NewClientSecret | undefined;
}
