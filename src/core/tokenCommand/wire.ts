/** Shape of the lines between the program and the editor. A change of it is a new number. */
export const wireVersion = 1;

/**
 * A line as it came: UTF-8 with one LF, at its end, and no other control character. One the JSON of which could mean
 * two things (a name twice, another order, other escapes) is found by writing what was read again and comparing.
 * @param longest bytes, the LF included
 * @returns the text without its LF; undefined for anything else
 */
export function readLine(bytes: Uint8Array, longest: number): string | undefined {
  if (bytes.length > longest) return undefined;
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
  const line = text.slice(0, -1);
  return text.endsWith("\n") && !/\p{Cc}/u.test(line) ? line : undefined;
}

/** The members of a JSON object; undefined for every other text. */
export function readMembers(line: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(line);
    if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
    return value as Readonly<Record<string, unknown>>;
  } catch {
    return undefined;
  }
}

/** True for a text of at least one character, none of which is a control character. */
export function isPlainText(value: unknown, longest: number): value is string {
  return (
    typeof value === "string" &&
    value !== "" &&
    value.length <= longest &&
    !/[\p{Cc}\p{Surrogate}]/u.test(value)
  );
}
