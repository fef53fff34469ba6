import { oneLine } from "./refuse";

/**
 * A value as a code span: it is shown as it is, and copied as it is. The fence is longer than every run of backticks
 * within, and a space on each side is taken off by the
 * reader, unless there is nothing but spaces (CommonMark 0.31, 6.1).
 * @param name for the failure
 * @throws Failure `input.invalid` (input = the name, problem `control`)
 */
export function markdownCode(name: string, value: string): string {
  const runs = oneLine(name, value).match(/`+/g) ?? [];
  const fence = "`".repeat(Math.max(0, ...runs.map(({ length }) => length)) + 1);
  const space = /^`|`$|^ .*[^ ].* $/.test(value) ? " " : "";
  return `${fence}${space}${value}${space}${fence}`;
}

/** Words in a text: characters that Markdown or HTML would act on are escaped, and what ends a line is gone. */
export function markdownWords(text: string): string {
  return text
    .replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]+/gu, " ")
    .replaceAll(/[\\`*_[\]<>()|~&#!]/g, "\\$&")
    .trim();
}
