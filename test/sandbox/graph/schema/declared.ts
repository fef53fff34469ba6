import type { ApiSlice, JsonObject } from "./slice";

const isObject = (value: unknown): value is JsonObject =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const prefix = "#/components/schemas/";

/** All properties a schema declares, with those of what it refers to and inherits. */
function propertiesOf(slice: ApiSlice, schema: JsonObject): JsonObject {
  const reference = schema["$ref"];
  if (typeof reference === "string") {
    return propertiesOf(slice, slice.components.schemas[reference.slice(prefix.length)] ?? {});
  }
  const parts = [schema["allOf"], schema["anyOf"]].flat().filter(isObject);
  const inherited = parts.map((part) => propertiesOf(slice, part));
  const own = isObject(schema["properties"]) ? schema["properties"] : {};
  return Object.assign({}, ...inherited, own) as JsonObject;
}

/** An item that names its type is looked at as that type, not as the base the collection is of. */
function concrete(slice: ApiSlice, schema: JsonObject, value: JsonObject): JsonObject {
  const type = value["@odata.type"];
  const name = typeof type === "string" ? type.replace(/^#/, "") : "";
  return slice.components.schemas[name] ?? schema;
}

/**
 * Looks for a property the description does not declare. Graph's application is an open type there, so a
 * validator alone lets everything through.
 * @returns the path of the first, e.g. `web.redirectUrls`; undefined when there is none.
 */
export function undeclaredProperty(
  slice: ApiSlice,
  schema: JsonObject,
  value: unknown,
  path = "",
): string | undefined {
  if (Array.isArray(value)) {
    const items = isObject(schema["items"]) ? schema["items"] : {};
    return value
      .map((item) => undeclaredProperty(slice, items, item, path))
      .find((found) => found !== undefined);
  }
  if (!isObject(value)) {
    return undefined;
  }
  const declared = propertiesOf(slice, concrete(slice, schema, value));
  for (const [name, inner] of Object.entries(value)) {
    if (name.startsWith("@odata.")) {
      continue;
    }
    const at = path === "" ? name : `${path}.${name}`;
    const innerSchema = declared[name];
    if (!isObject(innerSchema)) {
      return at;
    }
    const found = undeclaredProperty(slice, innerSchema, inner, at);
    if (found !== undefined) {
      return found;
    }
  }
  return undefined;
}
