import type { Command } from "../command";
import { neverAborted, withViewProgress } from "../progress";

/** Asks the directory anew. It is a gesture, so a sign-in may open. */
export const refreshRegistrations: Command = {
  id: "entraMail.refreshRegistrations",
  about: "management",
  run: async ({ registrations }) => {
    await withViewProgress("entraMail.registrations", () =>
      registrations.load("prompt", neverAborted()),
    );
  },
};
