/** What may stand in a literal as it is. */
const plain = /[ !#-[\]-~]/;

/**
 * A string literal of Python 3, in ASCII: whatever could be read otherwise is escaped by its code point. Source: Python
 * language reference, "String and Bytes literals".
 */
export function pythonString(value: string): string {
  const body = Array.from(value, (character) => {
    if (plain.test(character)) return character;
    const code = character.codePointAt(0) ?? 0;
    if (character === '"' || character === "\\") return `\\${character}`;
    return code > 0xff_ff ? `\\U${hex(code, 8)}` : `\\u${hex(code, 4)}`;
  });
  return `"${body.join("")}"`;
}

/** A list of Python strings. */
export function pythonList(values: readonly string[]): string {
  return `[${values.map(pythonString).join(", ")}]`;
}

/** A tuple of Python strings; one of a single string ends in a comma. */
export function pythonTuple(values: readonly string[]): string {
  return `(${values.map((value) => `${pythonString(value)},`).join(" ")})`;
}

function hex(code: number, digits: number): string {
  return code.toString(16).padStart(digits, "0");
}
