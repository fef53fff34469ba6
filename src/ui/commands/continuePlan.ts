import { message } from "../../base/message";
import { applyPlan, signInToDirectory } from "../applyPlan";
import type { Command } from "../command";
import { words } from "../localize";
import { askHowToContinue } from "../prompts/continueQuestions";
import { pickPlan } from "../prompts/pickPlan";
import { tellDone } from "../reviewAndApply";
import { type PlanWork, runPlan } from "../runPlan";

/** Goes on with a plan that stopped half-way, or whose time has come. */
export const continuePlan: Command = {
  id: "entraMail.continuePlan",
  about: "management",
  run: async (ui, target) => {
    const title = words(message("Continue Unfinished Change"));
    const journal = await pickPlan(ui, target, title);
    if (journal === undefined) {
      ui.notifier.inform(message("There is no unfinished change."));
      return;
    }
    const { id, plan } = journal;
    const options = await askHowToContinue(ui, journal, title);
    await signInToDirectory(ui, plan);
    const progress = message("Continuing {0}", plan.title);
    const work: PlanWork = (signal, onProgress) =>
      ui.registrations.resume(id, signal, onProgress, options);
    if (plan.subject === undefined) await applyPlan(ui, progress, work, plan.presetId);
    else tellDone(ui, plan, await runPlan(ui, progress, work));
  },
};
