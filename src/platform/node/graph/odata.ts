import { isFailure } from "../../../core/failure";

/**
 * Needed for `$count`, `$search` and `$orderby` (Graph "advanced queries"); each page wants it again. Such queries
 * are answered from an index that lags behind the objects.
 */
export const eventual: Readonly<Record<string, string>> = { ConsistencyLevel: "eventual" };

const unsupported = "Request_UnsupportedQuery";

/** Longest text that is searched for, in characters: display names have at most 256. */
const longestSearch = 256;

/** A text as a literal of `$filter` (OData 4.01 "string"), not yet encoded. */
export function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** An enterprise application addressed by its client id: `/servicePrincipals(appId='…')`. */
export function byAppId(appId: string): string {
  return `/servicePrincipals(appId=${encodeURIComponent(literal(appId))})`;
}

/** Joins query options; values are encoded here. */
export function query(options: Readonly<Record<string, string>>): string {
  return Object.entries(options)
    .map(([name, value]) => `${name}=${encodeURIComponent(value).replaceAll("%2C", ",")}`)
    .join("&");
}

/**
 * What a person typed, fit for a query: one line, whole characters only, not endless. Empty when nothing is left.
 */
export function searchText(typed: string): string {
  const oneLine = typed.replaceAll(/[\p{Cc}\p{Cs}\p{Zl}\p{Zp}]+/gu, " ").trim();
  return Array.from(oneLine).slice(0, longestSearch).join("").trim();
}

/**
 * One clause of `$search`: quotes and backslashes are escaped by a backslash (Graph "$search query parameter").
 * An ampersand becomes a space, because Graph fails on it (known issue 18185); words are matched in any order.
 * @returns undefined when no words are left to search for
 */
export function searchClause(property: string, text: string): string | undefined {
  const words = text.replaceAll("&", " ").trim();
  if (words === "") return undefined;
  return `"${property}:${words.replaceAll(/["\\]/g, String.raw`\$&`)}"`;
}

/** Graph's answer to a query whose options it does not take here. */
export function isRefusedQuery(error: unknown): boolean {
  return isFailure(error, "graph.badRequest") && error.facts["status"] === 400;
}

/** Graph's answer to an advanced query that was asked as a plain one (Graph "advanced queries"). */
export function isUnsupportedQuery(error: unknown): boolean {
  return isRefusedQuery(error) && isFailure(error) && error.facts["graphCode"] === unsupported;
}

/**
 * Asks in one way after the other until one is accepted.
 * @param ways the best first; at least one
 * @param refused tells a way that is not accepted from other failures
 */
export async function firstAccepted<Way, T>(
  ways: readonly Way[],
  ask: (way: Way) => Promise<T>,
  refused: (error: unknown) => boolean = isRefusedQuery,
): Promise<T> {
  const [way, ...others] = ways;
  if (way === undefined) throw new Error("No way to ask.");
  try {
    return await ask(way);
  } catch (error) {
    if (others.length === 0 || !refused(error)) throw error;
    return await firstAccepted(others, ask, refused);
  }
}
