import { isMap, isScalar, parseDocument, type Document, type YAMLMap } from "yaml";
import { refuseValue } from "./refuse";
import { yamlText } from "./yamlText";

type Value = Readonly<Record<string, unknown>>;

/**
 * Puts one more entry into a mapping of a YAML file. Everything else stays as it was, comments and spaces included.
 * @param existing the file
 * @param parent key of the mapping, at the top of the file; it is made where it is missing
 * @throws Failure `input.invalid` (input `file`): `unreadable` for what is no YAML, `exists` where the entry is there,
 * `form` where the mapping is written in another way than line by line
 */
export function insertIntoYaml(
  existing: string,
  parent: string,
  key: string,
  value: Value,
): string {
  const document = readYaml(existing);
  if (document.contents !== null && !isMap(document.contents)) return refuseValue("file", "form");
  if (document.hasIn([parent, key])) return refuseValue("file", "exists");
  const end = existing.includes("\r\n") ? "\r\n" : "\n";
  const text = document.hasIn([parent])
    ? intoMapping(existing, document, parent, { [key]: value }, end)
    : atTheEnd(existing, { [parent]: { [key]: value } }, end);
  // What came out is read again: a file of a form that was not thought of is refused, and not broken
  const before = (document.toJS() ?? {}) as Record<string, Value | undefined>;
  const after = { ...before, [parent]: { ...before[parent], [key]: value } };
  return sameValue(readYaml(text).toJS(), after) ? text : refuseValue("file", "form");
}

function readYaml(text: string): Document {
  const document = parseDocument(text);
  return document.errors.length > 0 ? refuseValue("file", "unreadable") : document;
}

function atTheEnd(existing: string, value: Value, end: string): string {
  return `${closed(existing, end)}${yamlText(value).replaceAll("\n", end)}`;
}

function intoMapping(
  existing: string,
  document: Document,
  parent: string,
  value: Value,
  end: string,
): string {
  const mapping = document.getIn([parent], true);
  if (!isMap(mapping) || mapping.flow === true) return refuseValue("file", "form");
  const at = startOf(mapping);
  const indent = " ".repeat(at - (existing.lastIndexOf("\n", at - 1) + 1));
  const lines = yamlText(value)
    .replaceAll(/^(?=.)/gm, indent)
    .replaceAll("\n", end);
  // The first entry: what follows the last one may be comments that belong to the next mapping
  const before = existing.lastIndexOf("\n", at - 1) + 1;
  return `${existing.slice(0, before)}${lines}${existing.slice(before)}`;
}

/** Offset of the first key of a mapping. */
function startOf({ items }: YAMLMap): number {
  const key = items[0]?.key;
  const offset = isScalar(key) ? key.range?.[0] : undefined;
  return offset ?? refuseValue("file", "form");
}

function closed(text: string, end: string): string {
  return text === "" || text.endsWith("\n") ? text : `${text}${end}`;
}

function sameValue(a: unknown, b: unknown): boolean {
  return JSON.stringify(sorted(a)) === JSON.stringify(sorted(b));
}

/** The order of keys does not count. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, sorted(inner)]),
  );
}
