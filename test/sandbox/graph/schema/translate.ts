import type { JsonObject } from "./slice";

const isObject = (value: unknown): value is JsonObject =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Words of OpenAPI that JSON Schema does not have, or that say nothing about validity. */
const dropped = new Set(["description", "example", "externalDocs", "title", "default"]);

/** `{ type: object, nullable: true }` as an alternative to a reference is how OpenAPI 3.0 writes "or null". */
const isOrNull = (schema: JsonObject): boolean =>
  schema["type"] === "object" && schema["nullable"] === true && schema["properties"] === undefined;

function translateObject(schema: JsonObject): JsonObject {
  if (isOrNull(schema)) {
    return { type: "null" };
  }
  const result: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(schema)) {
    if (dropped.has(key) || key.startsWith("x-") || key === "nullable") {
      continue;
    }
    result[key] =
      key === "properties" && isObject(value)
        ? Object.fromEntries(Object.entries(value).map(([name, item]) => [name, translate(item)]))
        : translate(value);
  }
  if (schema["nullable"] === true) {
    if (typeof result["type"] === "string") {
      result["type"] = [result["type"], "null"];
    }
    if (Array.isArray(result["enum"])) {
      result["enum"] = [...result["enum"], null];
    }
  }
  return result;
}

/** An OpenAPI 3.0 schema as JSON Schema draft 7: `nullable` becomes a type, vendor words go. */
export function translate(schema: unknown): unknown {
  if (Array.isArray(schema)) {
    return schema.map(translate);
  }
  return isObject(schema) ? translateObject(schema) : schema;
}
