import type { Ui } from "./parts";

/**
 * Whether expiry is known of all registrations of the directory. It is watched from what lists and readings showed,
 * so that some may be missing as long as the whole list was not loaded.
 */
export function hasSeenAll({
  registrations,
  expiry,
}: Pick<Ui, "registrations" | "expiry">): boolean {
  const { status, hasMore, query } = registrations.list;
  const isWhole = status === "loaded" && !hasMore;
  return isWhole && query.view === "all" && query.search === undefined && !expiry.isFull;
}
