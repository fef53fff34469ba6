/**
 * Reads an INI file as go-ini does with aerc's options: comments that begin anywhere, values in backticks, surrounding
 * quotes, continued lines, `%(name)s`. Written from the description of go-ini's parser.
 */
export function readGoIni(text: string): Map<string, Map<string, string>> {
  const sections = new Map<string, Map<string, string>>();
  let section = new Map<string, string>();
  const lines = text.split("\n");
  for (let index = 0; index < lines.length; index += 1) {
    const line = (lines[index] ?? "").trimStart();
    if (line === "" || line.startsWith("#") || line.startsWith(";")) continue;
    if (line.startsWith("[")) {
      section = new Map();
      sections.set(line.slice(1, line.lastIndexOf("]")), section);
      continue;
    }
    const equals = line.indexOf("=");
    if (equals < 0) throw new Error(`no delimiter: ${line}`);
    let value = line.slice(equals + 1);
    while (!value.trimStart().startsWith("`") && value.trimEnd().endsWith("\\")) {
      index += 1;
      value = value.trimEnd().slice(0, -1) + (lines[index] ?? "").trim();
    }
    section.set(line.slice(0, equals).trim(), readValue(value));
  }
  for (const keys of sections.values()) {
    for (const [key, value] of keys) keys.set(key, interpolate(value, keys));
  }
  return sections;
}

function readValue(raw: string): string {
  const line = raw.trimStart();
  if (line.startsWith('"""') && line.length > 3) return line.slice(3, line.lastIndexOf('"""'));
  if (line.startsWith("`")) {
    const end = line.lastIndexOf("`");
    if (end === 0) throw new Error(`goes on in the next line: ${line}`);
    return line.slice(1, end);
  }
  const comment = line.search(/[#;]/);
  const value = (comment < 0 ? line : line.slice(0, comment)).trim();
  const quote = value[0];
  const quoted =
    value.length > 1 &&
    (quote === "'" || quote === '"') &&
    value.indexOf(quote, 1) === value.length - 1;
  return quoted ? value.slice(1, -1) : value;
}

/** One round is enough to see that something would be replaced. */
function interpolate(value: string, keys: ReadonlyMap<string, string>): string {
  return value.replaceAll(/%\(([^)]+)\)s/g, (whole, name: string) => keys.get(name) ?? whole);
}
