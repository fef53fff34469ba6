import type {
  CertificateFacts,
  ClientSecretFacts,
  ImplicitGrant,
  NewClientSecret,
  Registration,
  RegistrationSummary,
  RequiredResourceAccess,
  SignInAudience,
} from "../../../core/registration/registration";
import type { JsonReader } from "./jsonReader";
import { readThumbprint } from "./thumbprint";

/** Properties of `application` that a list row needs (Graph v1.0). */
export const summaryProperties = [
  "id",
  "appId",
  "displayName",
  "createdDateTime",
  "signInAudience",
  "passwordCredentials",
  "keyCredentials",
] as const;

/** Properties of `application` that a whole registration needs. */
export const registrationProperties = [
  ...summaryProperties,
  "web",
  "spa",
  "publicClient",
  "isFallbackPublicClient",
  "requiredResourceAccess",
  "api",
  "tags",
  "notes",
  "identifierUris",
  "appRoles",
] as const;

const audiences: readonly SignInAudience[] = [
  "AzureADMyOrg",
  "AzureADMultipleOrgs",
  "AzureADandPersonalMicrosoftAccount",
  "PersonalMicrosoftAccount",
];

/** End of a credential that names none: Graph allows null there, and it then never ends. */
const never = "9999-12-31T23:59:59Z";

/**
 * False for an object of which the caller may know only that it exists (Graph "limited information returned for
 * inaccessible member objects"), and for one of another type.
 */
export function isApplication(object: JsonReader): boolean {
  const type = object.at("@odata.type").optionalText() ?? "#microsoft.graph.application";
  return type === "#microsoft.graph.application" && !object.at("appId").absent;
}

/** @throws ShapeError naming the property */
export function readSummary(application: JsonReader): RegistrationSummary {
  const audience = application.at("signInAudience");
  const deletedDateTime = application.at("deletedDateTime").optionalText();
  return {
    objectId: application.at("id").text(),
    appId: application.at("appId").text(),
    displayName: application.at("displayName").optionalText() ?? "",
    createdDateTime: application.at("createdDateTime").optionalText(),
    // Registrations older than the property answer null; they are single-tenant.
    signInAudience: audience.absent ? "AzureADMyOrg" : audience.oneOf(audiences),
    clientSecrets: application.at("passwordCredentials").optionalList(readSecret),
    certificates: application.at("keyCredentials").optionalList(readCertificate),
    ...(deletedDateTime !== undefined && { deletedDateTime }),
  };
}

/** @throws ShapeError naming the property */
export function readRegistration(application: JsonReader): Registration {
  const fallback = application.at("isFallbackPublicClient");
  const api = application.at("api");
  const version = api.absent ? undefined : api.at("requestedAccessTokenVersion");
  return {
    ...readSummary(application),
    redirectUris: {
      web: readRedirectUris(application.at("web")),
      spa: readRedirectUris(application.at("spa")),
      publicClient: readRedirectUris(application.at("publicClient")),
    },
    isFallbackPublicClient: fallback.absent ? false : fallback.boolean(),
    requiredResourceAccess: application.at("requiredResourceAccess").optionalList(readRequired),
    requestedAccessTokenVersion:
      version === undefined || version.absent ? undefined : version.number(),
    tags: application.at("tags").optionalList((tag) => tag.text()),
    implicitGrant: readImplicitGrant(application.at("web")),
    notes: application.at("notes").optionalText() ?? "",
    identifierUris: application.at("identifierUris").optionalList((uri) => uri.text()),
    appRoleCount: application.at("appRoles").optionalList((role) => role).length,
  };
}

/** The answer that carries a secret's value. @throws ShapeError naming the property */
export function readNewSecret(credential: JsonReader): NewClientSecret {
  return { ...readSecret(credential), secretText: credential.at("secretText").text() };
}

function readSecret(credential: JsonReader): ClientSecretFacts {
  const startDateTime = credential.at("startDateTime").optionalText();
  return {
    keyId: credential.at("keyId").text(),
    displayName: credential.at("displayName").optionalText() ?? "",
    hint: credential.at("hint").optionalText() ?? "",
    ...(startDateTime !== undefined && { startDateTime }),
    endDateTime: credential.at("endDateTime").optionalText() ?? never,
  };
}

function readCertificate(credential: JsonReader): CertificateFacts {
  return {
    keyId: credential.at("keyId").text(),
    displayName: credential.at("displayName").optionalText() ?? "",
    thumbprint: readThumbprint(credential.at("customKeyIdentifier").optionalText() ?? ""),
    endDateTime: credential.at("endDateTime").optionalText() ?? never,
  };
}

function readImplicitGrant(web: JsonReader): ImplicitGrant {
  const settings = web.absent ? web : web.at("implicitGrantSettings");
  const isOn = (name: string): boolean => {
    const box = settings.absent ? settings : settings.at(name);
    return box.absent ? false : box.boolean();
  };
  return {
    accessTokens: isOn("enableAccessTokenIssuance"),
    idTokens: isOn("enableIdTokenIssuance"),
  };
}

function readRedirectUris(platform: JsonReader): readonly string[] {
  return platform.absent ? [] : platform.at("redirectUris").optionalList((uri) => uri.text());
}

function readRequired(resource: JsonReader): RequiredResourceAccess {
  return {
    resourceAppId: resource.at("resourceAppId").text(),
    resourceAccess: resource.at("resourceAccess").list((access) => ({
      id: access.at("id").text(),
      type: access.at("type").oneOf(["Scope", "Role"]),
    })),
  };
}
