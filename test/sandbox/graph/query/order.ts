import { malformed, unsupportedQuery } from "../errors";
import type { Item, QueryAbility } from "../operation";
import type { QueryOptions } from "./queryOptions";

const collator = new Intl.Collator("en", { sensitivity: "base", numeric: false });

/** What was sorted last, by property: the next page of a long list asks for the same again. */
interface Sorted {
  readonly ids: readonly string[];
  readonly texts: readonly string[];
  /** Positions in the unsorted list, in ascending order of the texts. */
  readonly order: readonly number[];
}

const lastSorted = new Map<string, Sorted>();

function ascending(property: string, items: readonly Item[]): readonly number[] {
  const texts = items.map(({ value }) => {
    const key = value[property];
    return typeof key === "string" ? key : "";
  });
  const last = lastSorted.get(property);
  const same =
    last?.ids.length === items.length &&
    items.every(({ id }, index) => id === last.ids[index] && texts[index] === last.texts[index]);
  if (same) return last.order;
  const order = Array.from(texts.keys());
  order.sort((a, b) => collator.compare(texts[a] ?? "", texts[b] ?? ""));
  lastSorted.set(property, { ids: items.map(({ id }) => id), texts, order });
  return order;
}

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
  const advanced = query.eventual && (query.filter === undefined || query.count);
  if (!supported || !(ability.plain === true || advanced)) {
    throw unsupportedQuery("Sorting not supported for current query.");
  }
  const sorted = ascending(property, items).flatMap((index) => items[index] ?? []);
  return direction?.toLowerCase() === "desc" ? sorted.toReversed() : sorted;
}
