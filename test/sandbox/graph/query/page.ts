import { createHash } from "node:crypto";
import { GraphError, unsupportedQuery } from "../errors";
import type { Item } from "../operation";
import type { QueryOptions } from "./queryOptions";

const defaultSize = 100;
const largestSize = 999;

export interface Page {
  readonly items: readonly Item[];
  /** For `$skiptoken`; undefined on the last page. */
  readonly nextToken: string | undefined;
}

function sizeOf(top: string | undefined, usual = defaultSize): number {
  const size = top === undefined ? usual : Number(top);
  if (!Number.isInteger(size) || size < 1 || size > largestSize) {
    throw unsupportedQuery(
      `Invalid page size specified: '${top}'. Must be between 1 and ${largestSize} inclusive.`,
    );
  }
  return size;
}

/** A page token belongs to the query it came from. */
function fingerprint(query: QueryOptions): string {
  const parts = [query.filter, query.search, query.orderBy, query.eventual];
  return createHash("sha256").update(JSON.stringify(parts)).digest("base64url").slice(0, 16);
}

function start(items: readonly Item[], query: QueryOptions): number {
  if (query.skipToken === undefined) {
    return 0;
  }
  const [mark, lastId] = Buffer.from(query.skipToken, "base64url").toString("utf8").split(" ");
  const index = items.findIndex((item) => item.id === lastId);
  if (mark !== fingerprint(query) || index < 0) {
    throw new GraphError(
      400,
      "Directory_ExpiredPageToken",
      "The specified page token value has expired and can no longer be included in your request.",
    );
  }
  return index + 1;
}

/**
 * The page a query asks for.
 * @param usual its size where the query names none.
 * @throws GraphError 400 for a bad `$top` or a token that does not belong to the query.
 */
export function pageOf(items: readonly Item[], query: QueryOptions, usual?: number): Page {
  const first = start(items, query);
  const end = first + sizeOf(query.top, usual);
  const page = items.slice(first, end);
  const last = page.at(-1);
  const more = last !== undefined && end < items.length;
  const token = `${fingerprint(query)} ${last?.id ?? ""}`;
  return {
    items: page,
    nextToken: more ? Buffer.from(token).toString("base64url") : undefined,
  };
}
