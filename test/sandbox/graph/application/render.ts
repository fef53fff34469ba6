import type { Application } from "../../model";

/** What Graph answers for a property nobody has set. */
const defaults = {
  deletedDateTime: null,
  applicationTemplateId: null,
  disabledByMicrosoftStatus: null,
  createdByAppId: null,
  description: null,
  groupMembershipClaims: null,
  identifierUris: [],
  isDeviceOnlyAuthSupported: null,
  isDisabled: null,
  notes: null,
  serviceManagementReference: null,
  tokenEncryptionKeyId: null,
  uniqueName: null,
  samlMetadataUrl: null,
  defaultRedirectUri: null,
  certification: null,
  optionalClaims: null,
  servicePrincipalLockConfiguration: null,
  requestSignatureVerification: null,
  addIns: [],
  appRoles: [],
  info: {
    logoUrl: null,
    marketingUrl: null,
    privacyStatementUrl: null,
    supportUrl: null,
    termsOfServiceUrl: null,
  },
  parentalControlSettings: { countriesBlockedForMinors: [], legalAgeGroupRule: "Allow" },
  verifiedPublisher: { displayName: null, verifiedPublisherId: null, addedDateTime: null },
} as const;

const apiDefaults = {
  acceptMappedClaims: null,
  knownClientApplications: [],
  requestedAccessTokenVersion: null,
  oauth2PermissionScopes: [],
  preAuthorizedApplications: [],
} as const;

const webDefaults = {
  homePageUrl: null,
  logoutUrl: null,
  redirectUris: [],
  implicitGrantSettings: { enableAccessTokenIssuance: false, enableIdTokenIssuance: false },
} as const;

/**
 * An application as Graph answers it, with every property of the default set. `withKeys`: certificates with their
 * `key`, which the live service shows only where a single object's keyCredentials were selected.
 */
export function renderApplication(
  resource: Application["resource"],
  publisherDomain: string | null,
  withKeys = false,
): Record<string, unknown> {
  return {
    ...defaults,
    publisherDomain,
    ...resource,
    api: { ...apiDefaults, ...(resource["api"] as object | undefined) },
    web: {
      ...webDefaults,
      ...resource.web,
      redirectUriSettings: resource.web.redirectUris.map((uri) => ({ uri, index: null })),
    },
    keyCredentials: resource.keyCredentials.map((credential) => ({
      ...credential,
      key: withKeys ? credential.key : null,
    })),
    passwordCredentials: resource.passwordCredentials.map((credential) => ({
      customKeyIdentifier: null,
      ...credential,
    })),
  };
}
