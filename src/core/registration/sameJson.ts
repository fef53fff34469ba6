import type { JsonObject, JsonValue } from "../json";

type MaybeJson = JsonValue | undefined;

/**
 * Whether Graph means the same by two values: the order of lists does not count, and what is not there may be
 * absent, null, empty or off, because Graph fills in and leaves out as it likes.
 */
export function sameJson(a: MaybeJson, b: MaybeJson): boolean {
  if (isEmpty(a) || isEmpty(b)) return isEmpty(a) && isEmpty(b);
  if (isList(a) && isList(b)) return sameLists(a, b);
  if (isObject(a) && isObject(b)) {
    return [...new Set([...Object.keys(a), ...Object.keys(b)])].every((name) =>
      sameJson(own(a, name), own(b, name)),
    );
  }
  return a === b;
}

/**
 * The properties in which `actual` does not stand as `expected` says, as dotted names such as `web.redirectUris`.
 * Only the properties of `expected` are looked at, inside nested objects as well; lists count as a whole.
 */
export function differences(actual: MaybeJson, expected: JsonObject): readonly string[] {
  return Object.entries(expected).flatMap(([name, wanted]) => {
    const value = isObject(actual) ? own(actual, name) : undefined;
    if (!isObject(wanted)) return sameJson(value, wanted) ? [] : [name];
    return differences(value, wanted).map((inner) => `${name}.${inner}`);
  });
}

/** True when `actual` has all properties as `expected` says; others do not count. */
export function standsAs(actual: MaybeJson, expected: JsonObject): boolean {
  return differences(actual, expected).length === 0;
}

/** The value at a dotted name. */
export function valueAt(value: MaybeJson, path: string): MaybeJson {
  return path
    .split(".")
    .reduce<MaybeJson>((inner, name) => (isObject(inner) ? own(inner, name) : undefined), value);
}

/** The value as a list of texts; what is not text is left out. */
export function textsOf(value: MaybeJson): readonly string[] {
  return isList(value) ? value.filter((item) => typeof item === "string") : [];
}

export function isList(value: MaybeJson): value is readonly JsonValue[] {
  return Array.isArray(value);
}

export function isObject(value: MaybeJson): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isEmpty(value: MaybeJson): boolean {
  if (value === undefined || value === null || value === "" || value === false) return true;
  if (isList(value)) return value.length === 0;
  return isObject(value) && Object.values(value).every(isEmpty);
}

function sameLists(a: readonly JsonValue[], b: readonly JsonValue[]): boolean {
  if (a.length !== b.length) return false;
  const left = [...b];
  return a.every((item) => {
    const index = left.findIndex((other) => sameJson(item, other));
    if (index !== -1) left.splice(index, 1);
    return index !== -1;
  });
}

function own(value: JsonObject, name: string): MaybeJson {
  return Object.hasOwn(value, name) ? value[name] : undefined;
}
