import { message } from "../../base/message";
import type { PlanSubject } from "../../core/registration/plan";
import type { Applied } from "../../services/planDesk";
import { applyPlan, signInToDirectory } from "../applyPlan";
import type { Button } from "../button";
import type { Command } from "../command";
import { finishManagementApp } from "../finishManagementApp";
import { words } from "../localize";
import { newSecretButton } from "../newSecretButton";
import type { Ui } from "../parts";
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
    const work: PlanWork = (signal, onProgress) => ui.plans.resume(id, signal, onProgress, options);
    if (plan.purpose === "registerManagementApp") {
      const applied = await runPlan(ui, progress, work);
      tellDone(ui, plan, applied);
      const { registration } = applied;
      if (registration === undefined) return;
      await finishManagementApp(ui, registration, journal.directory.tenantId);
    } else if (plan.subject === undefined) await applyPlan(ui, progress, work, plan.presetId);
    else {
      const applied = await runPlan(ui, progress, work);
      tellDone(ui, plan, applied, { buttons: copyButton(ui, plan.subject, applied) });
    }
  },
};

/** "Copy Client Secret", where the plan has made one. */
function copyButton(
  ui: Ui,
  subject: PlanSubject,
  { storedSecretKeyId }: Applied,
): readonly Button[] {
  if (storedSecretKeyId === undefined) return [];
  const copy = newSecretButton(ui, subject);
  copy.made(storedSecretKeyId);
  return [copy.button];
}
