import type { JsonObject, JsonValue } from "../../../src/core/json";
import type { Registration } from "../../../src/core/registration/registration";
import { isObject, textsOf, valueAt } from "../../../src/core/registration/sameJson";
import type { Entry } from "./fakeDirectory";

/** A registration as Graph writes it. */
export function manifestOf({ registration, others = {} }: Entry): JsonObject {
  const { redirectUris, implicitGrant, requiredResourceAccess } = registration;
  return {
    ...others,
    id: registration.objectId,
    appId: registration.appId,
    displayName: registration.displayName,
    signInAudience: registration.signInAudience,
    isFallbackPublicClient: registration.isFallbackPublicClient,
    web: {
      redirectUris: [...redirectUris.web].reverse(),
      implicitGrantSettings: {
        enableAccessTokenIssuance: implicitGrant.accessTokens,
        enableIdTokenIssuance: implicitGrant.idTokens,
      },
    },
    spa: { redirectUris: [...redirectUris.spa] },
    publicClient: { redirectUris: [...redirectUris.publicClient] },
    api: { requestedAccessTokenVersion: registration.requestedAccessTokenVersion ?? null },
    requiredResourceAccess: JSON.parse(JSON.stringify(requiredResourceAccess)) as JsonValue,
    notes: registration.notes === "" ? null : registration.notes,
    tags: [...registration.tags],
  };
}

/** What a PATCH leaves: properties that are not named keep their value, also inside objects. */
export function merged(stands: JsonObject, patch: JsonObject): JsonObject {
  const changed = Object.entries(patch).map(([name, value]) => {
    const before = stands[name];
    return [name, isObject(value) && isObject(before) ? merged(before, value) : value] as const;
  });
  return { ...stands, ...Object.fromEntries(changed) };
}

/** Puts what Graph would write back into the registration. */
export function takeManifest(entry: Entry, manifest: JsonObject): void {
  const flag = (path: string): boolean => valueAt(manifest, path) === true;
  const text = (name: string): string => {
    const value = manifest[name];
    return typeof value === "string" ? value : "";
  };
  const { requiredResourceAccess } = manifest;
  const version = valueAt(manifest, "api.requestedAccessTokenVersion");
  entry.registration = {
    ...entry.registration,
    displayName: text("displayName"),
    signInAudience: text("signInAudience") as Registration["signInAudience"],
    isFallbackPublicClient: flag("isFallbackPublicClient"),
    redirectUris: {
      web: textsOf(valueAt(manifest, "web.redirectUris")).toReversed(),
      spa: textsOf(valueAt(manifest, "spa.redirectUris")),
      publicClient: textsOf(valueAt(manifest, "publicClient.redirectUris")),
    },
    implicitGrant: {
      accessTokens: flag("web.implicitGrantSettings.enableAccessTokenIssuance"),
      idTokens: flag("web.implicitGrantSettings.enableIdTokenIssuance"),
    },
    requestedAccessTokenVersion: typeof version === "number" ? version : undefined,
    requiredResourceAccess: (requiredResourceAccess ??
      []) as unknown as Registration["requiredResourceAccess"],
    notes: text("notes"),
    tags: textsOf(manifest["tags"]),
  };
  entry.others = manifest;
}
