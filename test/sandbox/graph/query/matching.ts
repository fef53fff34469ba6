import type { Item, QueryAbility } from "../operation";
import { readFilter } from "./filter";
import type { QueryOptions } from "./queryOptions";
import { readSearch } from "./search";

/** The items that `$filter` and `$search` let through. */
export function matching(
  items: readonly Item[],
  query: QueryOptions,
  ability: QueryAbility,
): readonly Item[] {
  const tests = [
    ...(query.filter === undefined ? [] : [readFilter(query.filter, ability)]),
    ...(query.search === undefined ? [] : [readSearch(query.search, ability, query.eventual)]),
  ];
  return items.filter((item) => tests.every((test) => test(item.value)));
}
