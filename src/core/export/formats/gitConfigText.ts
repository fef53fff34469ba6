import { oneLine } from "./refuse";

export interface GitSection {
  readonly name: string;
  readonly subsection?: string;
  readonly lines: readonly (readonly [key: string, value: string])[];
}

/**
 * Sections of a git configuration. Values are in double quotes, in which `"` and `\` are escaped and `#` and `;` are
 * themselves. Source: git-config(1), "Syntax".
 * @throws Failure `input.invalid` (input = the key, or `subsection`; problem `control`)
 */
export function gitConfigText(sections: readonly GitSection[]): string {
  return sections
    .map(({ name, subsection, lines }) => {
      const head =
        subsection === undefined ? `[${name}]` : `[${name} ${quoted("subsection", subsection)}]`;
      return `${head}\n${lines.map(([key, value]) => `\t${key} = ${quoted(key, value)}\n`).join("")}`;
    })
    .join("");
}

function quoted(input: string, value: string): string {
  return `"${oneLine(input, value).replaceAll(/["\\]/g, "\\$&")}"`;
}
