import type { Command } from "../command";
import { neverAborted, withViewProgress } from "../progress";

/** Appends the next page of the list. */
export const loadMoreRegistrations: Command = {
  id: "entraMail.loadMoreRegistrations",
  about: "management",
  run: async ({ registrations }) => {
    await withViewProgress("entraMail.registrations", () => registrations.loadMore(neverAborted()));
  },
};
