import { Failure } from "../failure";

/**
 * What no value of a script may hold: control characters, line and paragraph separators, and characters that turn
 * the direction of text, so that a script reads as it runs.
 */
const refused = /[\p{Cc}\u2028\u2029\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/u;
const allRefused = new RegExp(refused.source, "gu");

/** One character, or a run of ASCII. */
const pieces = /[ -~]+|[^ -~]/g;

/**
 * A value as a PowerShell expression that yields exactly it and runs nothing: single-quoted, each `'` doubled
 * (about_Quoting_Rules). What is not ASCII is written as `[char]0x…`: PowerShell takes typographic quotes
 * (‘ ’ ‚ ‛) for quotes, and Windows PowerShell reads a file without a byte order mark in the code page of the
 * computer, in which the bytes of other letters can turn into such quotes.
 * @throws Failure `input.invalid` (problem `control`)
 */
export function powerShellString(value: string): string {
  if (refused.test(value)) {
    throw new Failure("input.invalid", "A value of a script holds a control character.", {
      input: "script",
      problem: "control",
    });
  }
  const parts = (value.match(pieces) ?? [""]).map((piece) =>
    /^[ -~]*$/.test(piece)
      ? `'${piece.replaceAll("'", "''")}'`
      : `[char]0x${piece.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}`,
  );
  const [first] = parts;
  if (parts.length === 1 && first?.startsWith("'") === true) return first;
  // A string has to come first: two characters would be added as numbers
  const all = first?.startsWith("'") === true ? parts : ["''", ...parts];
  return `(${all.join(" + ")})`;
}

/** A name that only decorates, without what {@link powerShellString} refuses. */
export function harmlessName(name: string): string {
  return name.replaceAll(allRefused, "").trim();
}

/** A comment; whatever could end its line is gone. */
export function powerShellComment(text: string): string {
  return `# ${text.replaceAll(/[\p{Cc}\u2028\u2029]+/gu, " ").trim()}`;
}
