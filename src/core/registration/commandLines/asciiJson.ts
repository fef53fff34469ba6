/**
 * JSON of ASCII without `'`: all else is written as `\uXXXX` (RFC 8259, 7). Such a text reads the same in every code
 * page, and no shell finds a quote in it.
 */
export function asciiJson(value: unknown): string {
  return JSON.stringify(value).replaceAll(
    /[^ -&(-~]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
