import { type Message, message } from "../../base/message";
import type { JsonObject, JsonValue } from "../json";
import { credentialProperties, mergedProperties, settableProperties } from "./manifestProperties";
import { valueObjection } from "./manifestValues";

/** What saving an edited manifest would send, or why it cannot be sent. */
export type ManifestChanges =
  | { readonly kind: "changes"; readonly patch: JsonObject; readonly before: JsonObject }
  | { readonly kind: "problems"; readonly problems: readonly Message[] };

/**
 * Compares a manifest with the text a person made of it.
 * @returns `changes` with an empty patch when nothing differs; only what differs is in the patch
 */
export function manifestChanges(original: JsonObject, text: string): ManifestChanges {
  const edited = parse(text);
  if ("problem" in edited) return { kind: "problems", problems: [edited.problem] };
  const names = new Set([...Object.keys(original), ...Object.keys(edited.manifest)]);
  const changed = [...names].filter((name) => !same(original[name], edited.manifest[name]));
  const problems = changed.flatMap((name) => objection(name, original, edited.manifest) ?? []);
  if (problems.length > 0) return { kind: "problems", problems };
  const patch: Record<string, JsonValue> = {};
  const before: Record<string, JsonValue> = {};
  for (const name of changed) {
    const was = original[name] ?? null;
    const wanted = edited.manifest[name] ?? null;
    [before[name], patch[name]] = narrowed(name, was, wanted);
  }
  return { kind: "changes", patch, before };
}

/** The properties of a patch, and the parts of merged ones, as they stand in a manifest. */
export function sameParts(patch: JsonObject, manifest: JsonObject): JsonObject {
  const entries = Object.entries(patch).map(([name, wanted]) => {
    const stands = manifest[name] ?? null;
    if (!mergedProperties.has(name) || !isObject(wanted) || !isObject(stands)) {
      return [name, stands];
    }
    const parts = Object.keys(wanted).map((part) => [part, stands[part] ?? null]);
    return [name, Object.fromEntries(parts)];
  });
  return Object.fromEntries(entries) as JsonObject;
}

/** A manifest as a PATCH leaves it: of merged properties the parts that it does not name stay. */
export function patched(manifest: JsonObject, patch: JsonObject): JsonObject {
  const entries = Object.entries(patch).map(([name, wanted]) => {
    const stands = manifest[name] ?? null;
    const merges = mergedProperties.has(name) && isObject(wanted) && isObject(stands);
    return [name, merges ? { ...stands, ...wanted } : wanted];
  });
  return { ...manifest, ...(Object.fromEntries(entries) as JsonObject) };
}

function parse(text: string): { readonly manifest: JsonObject } | { readonly problem: Message } {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return { problem: message("This is not JSON: {0}", (error as Error).message) };
  }
  return isObject(value)
    ? { manifest: value }
    : { problem: message("A manifest is one JSON object.") };
}

/** Why a changed property cannot be sent; undefined when it can. */
function objection(name: string, original: JsonObject, edited: JsonObject): Message | undefined {
  if (credentialProperties.has(name)) {
    return message(
      "{0} cannot be changed here. Use the commands for client secrets and certificates.",
      name,
    );
  }
  if (!(name in edited)) {
    return message("{0} is missing. To empty it, write null or [].", name);
  }
  if (settableProperties.has(name)) {
    return valueObjection(name, edited[name] ?? null, original[name]);
  }
  return name in original
    ? message("{0} is set by Microsoft and cannot be changed.", name)
    : message("{0} is not a property that can be set here.", name);
}

/** Of a complex property whose other parts a PATCH keeps, only the parts that differ. */
function narrowed(
  name: string,
  was: JsonValue,
  wanted: JsonValue,
): readonly [JsonValue, JsonValue] {
  if (!mergedProperties.has(name) || !isObject(was) || !isObject(wanted)) return [was, wanted];
  const parts = new Set([...Object.keys(was), ...Object.keys(wanted)]);
  const differing = [...parts].filter((part) => !same(was[part], wanted[part]));
  const pick = (from: JsonObject): JsonObject =>
    Object.fromEntries(differing.map((part) => [part, from[part] ?? null]));
  return [pick(was), pick(wanted)];
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Letter for letter, but for the order of properties. */
function same(a: JsonValue | undefined, b: JsonValue | undefined): boolean {
  return canonical(a) === canonical(b);
}

function canonical(value: JsonValue | undefined): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    isObject(part)
      ? Object.fromEntries(Object.entries(part).sort(([x], [y]) => (x < y ? -1 : 1)))
      : part,
  );
}
