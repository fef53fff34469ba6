import { oneLine } from "./refuse";

/**
 * A line of `.mbsyncrc` with one argument in double quotes, in which `"` and `\` are escaped. Source: mbsync(1),
 * "Configuration".
 * @throws Failure `input.invalid` (input = the keyword, problem `control`)
 */
export function mbsyncLine(keyword: string, value: string): string {
  return `${keyword} "${oneLine(keyword, value).replaceAll(/["\\]/g, "\\$&")}"\n`;
}
