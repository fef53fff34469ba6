/** What may stand in a literal as it is. */
const plain = /[ !#-[\]-~]/;

/** How a language writes a code point that is not ASCII: as UTF-16 units, or as one number. */
type Escapes = "units" | "codePoint";

/**
 * A string literal between double quotes, in ASCII, for languages that share C's escapes: whatever could be read
 * otherwise is escaped. `units`: C#, Java, JavaScript, JSON; `codePoint`: Go. Java reads `\u0022` for a quote, so only
 * what is not ASCII is written by its number (JLS 3.3); control characters were refused before.
 */
export function codeString(value: string, escapes: Escapes = "units"): string {
  const body = Array.from(value, (character) => {
    if (plain.test(character)) return character;
    if (character === '"' || character === "\\") return `\\${character}`;
    const code = character.codePointAt(0) ?? 0;
    if (code > 0xff_ff && escapes === "codePoint") return `\\U${hex(code, 8)}`;
    return character
      .split("")
      .map((unit) => `\\u${hex(unit.charCodeAt(0), 4)}`)
      .join("");
  });
  return `"${body.join("")}"`;
}

function hex(code: number, digits: number): string {
  return code.toString(16).padStart(digits, "0");
}
