import { badRequest } from "../errors";

/** What may be sent of an application. `any` = a plain value or a part the sandbox does not look into. */
type Shape = "any" | { readonly [property: string]: Shape } | readonly [Shape];

const redirectUris: Shape = { redirectUris: ["any"] };

/**
 * The sandbox's own list of writable properties, for Graph's open type. The wordings of the two refusals below
 * are unverified.
 */
const writable: Shape = {
  api: {
    acceptMappedClaims: "any",
    knownClientApplications: ["any"],
    oauth2PermissionScopes: ["any"],
    preAuthorizedApplications: ["any"],
    requestedAccessTokenVersion: "any",
  },
  appRoles: ["any"],
  description: "any",
  displayName: "any",
  groupMembershipClaims: "any",
  identifierUris: ["any"],
  info: {
    logoUrl: "any",
    marketingUrl: "any",
    privacyStatementUrl: "any",
    supportUrl: "any",
    termsOfServiceUrl: "any",
  },
  isDeviceOnlyAuthSupported: "any",
  isFallbackPublicClient: "any",
  keyCredentials: [
    {
      customKeyIdentifier: "any",
      displayName: "any",
      endDateTime: "any",
      key: "any",
      keyId: "any",
      startDateTime: "any",
      type: "any",
      usage: "any",
    },
  ],
  notes: "any",
  optionalClaims: "any",
  parentalControlSettings: "any",
  passwordCredentials: [
    {
      customKeyIdentifier: "any",
      displayName: "any",
      endDateTime: "any",
      hint: "any",
      keyId: "any",
      secretText: "any",
      startDateTime: "any",
    },
  ],
  publicClient: redirectUris,
  requiredResourceAccess: [{ resourceAccess: [{ id: "any", type: "any" }], resourceAppId: "any" }],
  serviceManagementReference: "any",
  servicePrincipalLockConfiguration: "any",
  signInAudience: "any",
  spa: redirectUris,
  tags: ["any"],
  tokenEncryptionKeyId: "any",
  web: {
    homePageUrl: "any",
    implicitGrantSettings: { enableAccessTokenIssuance: "any", enableIdTokenIssuance: "any" },
    logoutUrl: "any",
    redirectUris: ["any"],
    redirectUriSettings: ["any"],
  },
};

const readOnly = new Set([
  "id",
  "appId",
  "applicationTemplateId",
  "certification",
  "createdByAppId",
  "createdDateTime",
  "deletedDateTime",
  "disabledByMicrosoftStatus",
  "publisherDomain",
  "uniqueName",
  "verifiedPublisher",
]);

function firstUnknown(value: unknown, shape: Shape, path: string): string | undefined {
  if (shape === "any" || typeof value !== "object" || value === null) {
    return undefined;
  }
  if (Array.isArray(shape)) {
    const item = (shape as readonly [Shape])[0];
    return Array.isArray(value)
      ? value.map((one) => firstUnknown(one, item, path)).find((found) => found !== undefined)
      : path;
  }
  for (const [name, inner] of Object.entries(value)) {
    const at = path === "" ? name : `${path}.${name}`;
    const innerShape = (shape as { readonly [property: string]: Shape })[name];
    const found = innerShape === undefined ? at : firstUnknown(inner, innerShape, at);
    if (found !== undefined) {
      return found;
    }
  }
  return undefined;
}

/** @throws GraphError 400 `Request_BadRequest` for a property that does not exist or cannot be written. */
export function requireWritable(body: Readonly<Record<string, unknown>>): void {
  const unknown = firstUnknown(body, writable, "");
  if (unknown === undefined) {
    return;
  }
  throw badRequest(
    readOnly.has(unknown)
      ? `Property '${unknown}' is read-only and cannot be set.`
      : `Invalid property '${unknown}'.`,
  );
}
