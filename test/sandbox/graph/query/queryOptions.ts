import { malformed } from "../errors";

/** The system query options of a request, names checked, values not yet. */
export interface QueryOptions {
  readonly filter: string | undefined;
  readonly search: string | undefined;
  readonly orderBy: string | undefined;
  readonly select: readonly string[] | undefined;
  readonly top: string | undefined;
  readonly count: boolean;
  readonly skipToken: string | undefined;
  /** `ConsistencyLevel: eventual`: the index with the advanced queries, which lags behind. */
  readonly eventual: boolean;
}

const known = new Set([
  "$filter",
  "$search",
  "$orderby",
  "$select",
  "$top",
  "$count",
  "$skiptoken",
]);

/**
 * Reads query options; an option given twice or unknown is refused.
 * @throws GraphError 400 `BadRequest`.
 */
export function readQueryOptions(
  parameters: URLSearchParams,
  consistencyLevel: string | undefined,
): QueryOptions {
  const options = new Map<string, string>();
  for (const [rawName, value] of parameters) {
    const name = rawName.toLowerCase();
    if (!known.has(name)) {
      throw malformed(`The query parameter '${rawName}' is not supported.`);
    }
    if (options.has(name)) {
      throw malformed(
        `Query option '${rawName}' was specified more than once, but it must be specified at most once.`,
      );
    }
    options.set(name, value);
  }
  const count = options.get("$count");
  if (count !== undefined && count !== "true" && count !== "false") {
    throw malformed(`Invalid value '${count}' for $count query option found.`);
  }
  return {
    filter: options.get("$filter"),
    search: options.get("$search"),
    orderBy: options.get("$orderby"),
    select: options
      .get("$select")
      ?.split(",")
      .map((name) => name.trim()),
    top: options.get("$top"),
    count: count === "true",
    skipToken: options.get("$skiptoken"),
    eventual: consistencyLevel?.toLowerCase() === "eventual",
  };
}
