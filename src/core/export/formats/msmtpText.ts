import { oneLine, refuseValue } from "./refuse";

/** Bytes of a line without its end. Seen with msmtp 1.8.23: "line longer than 500 characters" counts the end. */
const longest = 499;

/**
 * A line of `.msmtprc`. The argument reaches from the first double quote to the last one of the line; nothing within
 * is escaped. Source: msmtp `src/conf.c` (`trim_string`).
 * @throws Failure `input.invalid` (input = the command; problem `control` or `tooLong`)
 */
export function msmtpLine(command: string, value: string): string {
  const line = `${command} "${oneLine(command, value)}"`;
  return new TextEncoder().encode(line).length > longest
    ? refuseValue(command, "tooLong")
    : `${line}\n`;
}
