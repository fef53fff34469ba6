import { oneLine } from "./refuse";

/**
 * A `set` line of a muttrc. Within single quotes neither a backslash nor `$` or a backtick means anything; a single
 * quote stands outside of them, behind a backslash. Source: the manual of mutt and of NeoMutt, "Syntax of
 * Initialization Files".
 * @throws Failure `input.invalid` (input = the variable, problem `control`)
 */
export function muttSet(variable: string, value: string): string {
  return `set ${variable} = '${oneLine(variable, value).replaceAll("'", String.raw`'\''`)}'\n`;
}
