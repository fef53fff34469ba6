/** Text of a server made fit for a log: one line without control characters, `limit` characters at most. */
export function oneLine(text: string, limit: number): string {
  return text
    .replace(/\p{Cc}+/gu, " ")
    .trim()
    .slice(0, limit);
}
