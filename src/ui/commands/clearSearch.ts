import type { Command } from "../command";
import { neverAborted, withViewProgress } from "../progress";

/** Lists all registrations again. */
export const clearSearch: Command = {
  id: "entraMail.clearSearch",
  about: "management",
  run: async ({ registrations }) => {
    registrations.ask({ view: "all" });
    await withViewProgress("entraMail.registrations", () =>
      registrations.load("prompt", neverAborted()),
    );
  },
};
