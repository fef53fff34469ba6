import { shQuote } from "../../registration/commandLines/shQuote";

/**
 * A command and its arguments as one line of a POSIX shell.
 * @throws Failure `input.invalid` for a word with control or invisible characters
 */
export function shLine(words: readonly string[]): string {
  return words.map(shQuote).join(" ");
}
