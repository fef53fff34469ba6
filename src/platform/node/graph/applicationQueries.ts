import type { ListQuery } from "../../../core/directoryPorts";
import { literal, query, searchClause, searchText } from "./odata";
import { summaryProperties } from "./readApplication";

/** One way to ask for a list. */
export interface ListRequest {
  readonly path: string;
  /** Answered from the index; each page wants the header for it. */
  readonly advanced: boolean;
}

/** Where the lists are; the cast is part of the address. */
const lists: Readonly<Record<ListQuery["view"], string>> = {
  all: "/applications",
  owned: "/me/ownedObjects/microsoft.graph.application",
  deleted: "/directory/deletedItems/microsoft.graph.application",
};

const clientId = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;

const page = { $top: "100" };
const counted = { $count: "true" };
/** Sorting registrations is an advanced query. */
const sorted = { ...counted, $orderby: "displayName" };

/**
 * How to ask for the first page of a list, the best way first; each next one is for a directory that refuses the
 * ones before: `$count` and `$search` do not exist in Azure AD B2C (Graph "advanced queries"), and which of them
 * the casts under `ownedObjects` and `deletedItems` take is documented only in general.
 */
export function listRequests({ view, search = "" }: ListQuery): readonly ListRequest[] {
  const text = searchText(search);
  const properties = [...summaryProperties, ...(view === "deleted" ? ["deletedDateTime"] : [])];
  const $select = properties.join(",");
  const ask = (options: Readonly<Record<string, string>>, advanced: boolean): ListRequest => ({
    path: `${lists[view]}?${query({ $select, ...page, ...options })}`,
    advanced,
  });
  if (text === "") return [ask(sorted, true), ask({}, false)];
  if (clientId.test(text)) {
    const $filter = `appId eq ${literal(text)}`;
    // The index may not know a new registration yet.
    return [ask({ $filter }, false), ask({ $filter, ...counted }, true)];
  }
  const $filter = `startswith(displayName,${literal(text)})`;
  const $search = searchClause("displayName", text);
  const byWords = (words: string): readonly ListRequest[] => [
    ask({ ...sorted, $search: words }, true),
    ask({ ...counted, $search: words }, true),
  ];
  return [
    ...($search === undefined ? [] : byWords($search)),
    ask({ ...sorted, $filter }, true),
    ask({ $filter }, false),
  ];
}
