import { oneLine } from "./refuse";

/**
 * A string of a `.fetchmailrc`. Quotes and backslashes are written as `\xhh`, so that no quote stands within the
 * quotes. Source: fetchmail(1), "run control file syntax".
 * @throws Failure `input.invalid` (input = the keyword, problem `control`)
 */
export function fetchmailString(keyword: string, value: string): string {
  const escaped = oneLine(keyword, value).replaceAll(
    /["\\]/g,
    (character) => `\\x${character.charCodeAt(0).toString(16)}`,
  );
  return `"${escaped}"`;
}
