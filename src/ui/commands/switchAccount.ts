import type { Command } from "../command";
import { neverAborted, withViewProgress } from "../progress";

/** Asks which account manages registrations, and shows its list. */
export const switchAccount: Command = {
  id: "entraMail.switchAccount",
  about: "management",
  run: async ({ graphSignIn, registrations }) => {
    await graphSignIn.switchAccount();
    await withViewProgress("entraMail.registrations", () =>
      registrations.load("prompt", neverAborted()),
    );
  },
};
