import type { JsonObject } from "../../../core/json";
import type { JsonReader } from "./jsonReader";

/** The member of each kind of credential that holds its value. */
const values: Readonly<Record<string, string>> = {
  passwordCredentials: "secretText",
  keyCredentials: "key",
};

/**
 * A whole `application` as Graph writes it, without control information and without the values of credentials:
 * Graph answers null for them, and a document that people save must not depend on that.
 * @throws ShapeError naming the property
 */
export function readManifest(application: JsonReader): JsonObject {
  const shown: Record<string, readonly JsonObject[]> = {};
  for (const [list, value] of Object.entries(values)) {
    const credentials = application.at(list);
    if (credentials.absent) continue;
    shown[list] = credentials.list((credential) => without(credential.plainObject(), value));
  }
  return { ...application.plainObject(), ...shown };
}

function without(object: JsonObject, name: string): JsonObject {
  return Object.fromEntries(Object.entries(object).filter(([member]) => member !== name));
}
