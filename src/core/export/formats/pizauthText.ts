import { oneLine } from "./refuse";

/**
 * A string of `pizauth.conf`: `"` and `\` are escaped, everything else is itself. Source: pizauth `src/config.l`.
 * @throws Failure `input.invalid` (input = the option, problem `control`)
 */
export function pizauthString(option: string, value: string): string {
  return `"${oneLine(option, value).replaceAll(/["\\]/g, "\\$&")}"`;
}
