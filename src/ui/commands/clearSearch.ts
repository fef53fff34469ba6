import type { Command } from "../command";
import { neverAborted, withViewProgress } from "../progress";

/** Ends a search; without one, lists all registrations again. */
export const clearSearch: Command = {
  id: "entraMail.clearSearch",
  about: "management",
  run: async ({ registrations }) => {
    const { view, search } = registrations.list.query;
    registrations.ask({ view: search === undefined ? "all" : view });
    await withViewProgress("entraMail.registrations", () =>
      registrations.load("prompt", neverAborted()),
    );
  },
};
