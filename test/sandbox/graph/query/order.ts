import { malformed, unsupportedQuery } from "../errors";
import type { Item, QueryAbility } from "../operation";
import type { QueryOptions } from "./queryOptions";

const collator = new Intl.Collator("en", { sensitivity: "base", numeric: false });

/**
 * `$orderby=displayName [asc|desc]`, an advanced query: it takes `ConsistencyLevel: eventual` and, together with
 * `$filter`, `$count=true`.
 * @throws GraphError 400 `Request_UnsupportedQuery`, `BadRequest`.
 */
export function inOrder(
  items: readonly Item[],
  query: QueryOptions,
  ability: QueryAbility,
): readonly Item[] {
  if (query.orderBy === undefined) {
    return items;
  }
  const [, property, direction] = /^(\w+)(?: (asc|desc))?$/i.exec(query.orderBy.trim()) ?? [];
  if (property === undefined) {
    throw malformed(`Invalid $orderby clause: '${query.orderBy}'.`);
  }
  const supported = (ability.orderBy ?? []).includes(property);
  if (!supported || !query.eventual || (query.filter !== undefined && !query.count)) {
    throw unsupportedQuery("Sorting not supported for current query.");
  }
  const sign = direction?.toLowerCase() === "desc" ? -1 : 1;
  const text = ({ value }: Item): string => {
    const key = value[property];
    return typeof key === "string" ? key : "";
  };
  return [...items].sort((a, b) => sign * collator.compare(text(a), text(b)));
}
