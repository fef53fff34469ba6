import { oneLine, refuseValue } from "./refuse";

export interface IniSection {
  readonly name: string;
  readonly lines: readonly (readonly [key: string, value: string])[];
}

/**
 * A file for Python's `configparser`. Values are stripped, comments stand on lines of their own only, and nothing is
 * escaped; with `interpolated`, `%` is doubled (Python library reference, "Interpolation of values").
 * @param interpolated false where the program uses `RawConfigParser` or `interpolation=None`
 * @throws Failure `input.invalid` (input = the key, or `section`) for what does not fit
 */
export function configParserText(sections: readonly IniSection[], interpolated: boolean): string {
  return sections
    .map(({ name, lines }) => `[${sectionName(name)}]\n${linesText(lines, interpolated)}`)
    .join("\n");
}

function linesText(lines: IniSection["lines"], interpolated: boolean): string {
  return lines
    .map(([key, value]) => {
      const line = stripped(key, oneLine(key, value));
      return `${key} = ${interpolated ? line.replaceAll("%", "%%") : line}\n`;
    })
    .join("");
}

function sectionName(name: string): string {
  if (name === "DEFAULT" || /[[\]]/.test(name)) return refuseValue("section", "character");
  return oneLine("section", name);
}

function stripped(key: string, value: string): string {
  return value === value.trim() ? value : refuseValue(key, "outerSpace");
}
