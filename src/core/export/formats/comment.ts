/**
 * Lines of a comment. What could end a line, hide or turn text is gone from them: names in comments come from outside.
 * @param mark what a comment of the format begins with
 */
export function comment(lines: readonly string[], mark = "#"): string {
  return lines
    .map(
      (line) => `${mark} ${line.replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]+/gu, " ").trim()}\n`,
    )
    .join("");
}
