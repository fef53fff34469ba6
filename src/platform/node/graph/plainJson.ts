import type { JsonObject, JsonValue } from "../../../core/json";

/**
 * Checks that a parsed answer is an object, and takes out the control information of OData (`@odata.context`,
 * `owners@odata.count`; OData JSON 4.01 §4.6) wherever it stands: it is no property and cannot be sent back.
 * @returns undefined when it is no object
 */
export function plainObject(value: unknown): JsonObject | undefined {
  return isObject(value) ? withoutControl(value as JsonObject) : undefined;
}

function withoutControl(object: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(object)
      .filter(([name]) => !name.includes("@odata."))
      .map(([name, member]) => [name, plain(member)]),
  );
}

function plain(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return (value as readonly JsonValue[]).map(plain);
  return isObject(value) ? withoutControl(value as JsonObject) : value;
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
