import { message } from "../../base/message";

import { applyPlan, signInToDirectory } from "../applyPlan";
import type { Command } from "../command";
import { askRegistration } from "../prompts/registerAnswers";

/** Asks, shows the plan, and creates the registration. */
export const registerMailApp: Command = {
  id: "entraMail.registerMailApp",
  about: "management",
  run: async (ui) => {
    // Before the questions: whoever may not create a registration learns it now, not after seven steps.
    const directory = await signInToDirectory(ui);
    const { clock, newId } = ui;
    const plan = await askRegistration({
      clock,
      newId,
      directory,
      tellProblem: (failure) => ui.notifier.failure(failure, { about: "management" }),
    });
    await applyPlan(ui, message("Registering {0}", plan.title), (signal, onProgress) =>
      ui.registrations.apply(plan, signal, onProgress),
    );
  },
};
