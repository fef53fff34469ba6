import { shLine } from "./shLine";
import { oneLine } from "./refuse";

/**
 * A line of aerc's `accounts.conf`. aerc reads it with go-ini: `#` and `;` begin a comment wherever they stand, quotes
 * around a value are taken off, and a backslash at the end goes on with the next line. Within backticks, up to the
 * last one of the line, everything is itself. Source: go-ini/ini `parser.go` (`readValue`).
 * @throws Failure `input.invalid` (input = the key) for what does not fit one line
 */
export function aercLine(key: string, value: string): string {
  oneLine(key, value);
  const plain = /^[^\s"'`#;][^#;`]*$/.test(value) && !/[\s\\]$/.test(value);
  return `${key} = ${plain ? value : `\`${value}\``}\n`;
}

/**
 * A command for `sh -c`. go-ini replaces `%(name)s` by the value of another key, even within backticks; a pair of
 * quotes of the shell stands between the two characters, and means nothing there. They are always within quotes.
 */
export function aercCommand(words: readonly string[]): string {
  return shLine(words).replaceAll("%(", "%''(");
}

/** A user name for a URL: everything but RFC 3986's unreserved characters is escaped. */
export function urlPart(value: string): string {
  return encodeURIComponent(value).replaceAll(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
