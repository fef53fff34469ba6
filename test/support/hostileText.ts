import * as fc from "fast-check";

/** What means something to a shell or to the parser of a configuration. */
const hostile = [
  "'",
  '"',
  "`",
  "\\",
  "$",
  "$(touch canary)",
  "`touch canary`",
  "${HOME}",
  "$HOME",
  "; touch canary;",
  "| touch canary",
  "&& touch canary",
  "%",
  "%%",
  "%(source)s",
  "%s",
  "#",
  " #",
  ";",
  " ;",
  "=",
  ":",
  ",",
  "-",
  "--",
  "-x",
  "~",
  "*",
  "!",
  "&",
  "<",
  ">",
  "[",
  "]",
  "{",
  "}",
  "(",
  ")",
  '"""',
  "'''",
  "//",
  "/*",
  "@",
  " ",
  "  ",
  "yes",
  "null",
  "0x1f",
  "1e3",
  "---",
  "\u00e9",
  "\u{1f600}",
  "\u4e2d\u6587",
  "\u202e",
  "\u200f",
  "\u200b",
  "\u00a0",
  "\u0301",
] as const;

/** What ends a line, or is no text. */
const controls = [
  "\n",
  "\r",
  "\r\n",
  "\t",
  "\0",
  "\u001b",
  "\u007f",
  "\u0085",
  "\u2028",
  "\u2029",
  "\ufeff",
] as const;

function textOf(pieces: readonly string[]): fc.Arbitrary<string> {
  return fc
    .array(
      fc.oneof(
        { weight: 3, arbitrary: fc.constantFrom(...pieces) },
        fc.string({ unit: "grapheme", maxLength: 4 }),
      ),
      {
        maxLength: 8,
      },
    )
    .map((parts) => parts.join(""));
}

/** Any text that UTF-8 can hold, line ends included. */
export const hostileText = textOf([...hostile, ...controls]);

/** Text of one line; outer spaces may be there. */
export const hostileLine = textOf(hostile).filter((text) => !/[\p{Cc}\p{Zl}\p{Zp}]/u.test(text));

/** The same examples each time, so that a failure comes back. */
export const hostileRuns = { seed: 20_261_128, numRuns: 1000 } as const;
