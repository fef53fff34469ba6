import type { Command } from "../command";
import { neverAborted, withViewProgress } from "../progress";

/** Signs in for managing registrations; the view tells what became of it. */
export const signInToManage: Command = {
  id: "entraMail.signInToManage",
  about: "management",
  run: async ({ registrations }) => {
    await withViewProgress("entraMail.registrations", () =>
      registrations.load("prompt", neverAborted()),
    );
  },
};
