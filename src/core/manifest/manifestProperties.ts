/**
 * Properties of Graph's `application` (v1.0) that a PATCH may set, by the API description; nested ones one level
 * deep. Credentials and owners have requests of their own.
 */
export const settableProperties: ReadonlySet<string> = new Set([
  "addIns",
  "api",
  "appRoles",
  "authenticationBehaviors",
  "defaultRedirectUri",
  "description",
  "displayName",
  "groupMembershipClaims",
  "identifierUris",
  "info",
  "isDeviceOnlyAuthSupported",
  "isDisabled",
  "isFallbackPublicClient",
  "nativeAuthenticationApisEnabled",
  "notes",
  "oauth2RequirePostResponse",
  "optionalClaims",
  "parentalControlSettings",
  "publicClient",
  "requestSignatureVerification",
  "requiredResourceAccess",
  "samlMetadataUrl",
  "serviceManagementReference",
  "servicePrincipalLockConfiguration",
  "signInAudience",
  "spa",
  "tags",
  "tokenEncryptionKeyId",
  "web",
]);

/** Complex properties of which a PATCH keeps the parts it does not name (OData 4.01, 11.4.3: merge). */
export const mergedProperties: ReadonlySet<string> = new Set([
  "api",
  "info",
  "publicClient",
  "spa",
  "web",
]);

/** Lists that are changed by commands of their own, because the manifest does not hold what they need. */
export const credentialProperties: ReadonlySet<string> = new Set([
  "keyCredentials",
  "passwordCredentials",
]);
