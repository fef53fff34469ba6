import { addrSpec } from "./mailAddress";
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

/**
 * An address for a variable that holds addresses. mutt and NeoMutt take the quotes off a local part and put none back:
 * one that needs quotes stands in a second pair of them, and in angle brackets, so that it is read once only. Seen with
 * mutt 2.2.12 and NeoMutt 20220429.
 */
export function muttAddress(address: string): string {
  const spec = addrSpec(address);
  if (spec === address) return address;
  const [, local = spec, domain = ""] = /^(".*")(@.*)?$/.exec(spec) ?? [];
  return `<"${local.replaceAll(/["\\]/g, "\\$&")}"${domain}>`;
}
