/**
 * Reads a `Retry-After` header (RFC 9110 §10.2.3): seconds or an HTTP date.
 * @returns seconds from `now`, never negative; undefined when the header is absent or unreadable
 */
export function retryAfterSeconds(header: string | null, now: Date): number | undefined {
  const text = header?.trim() ?? "";
  if (/^\d{1,9}$/.test(text)) return Number(text);
  const date = Date.parse(text);
  if (Number.isNaN(date) || !/[a-z]/i.test(text)) return undefined;
  return Math.max(0, Math.ceil((date - now.getTime()) / 1000));
}
