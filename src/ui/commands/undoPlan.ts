import { type Message, message } from "../../base/message";
import type { Journal } from "../../core/registration/journal";
import { whatUndoDoes } from "../../core/registration/undoWords";
import type { UndonePlan } from "../../services/planDesk";
import { signInToDirectory } from "../applyPlan";
import type { Command } from "../command";
import { words } from "../localize";
import type { Ui } from "../parts";
import { withProgress } from "../progress";
import { pickPlan } from "../prompts/pickPlan";
import { tell } from "../runPlan";

/** Takes back what a plan that stopped half-way has made. */
export const undoPlan: Command = {
  id: "entraMail.undoPlan",
  about: "management",
  run: async (ui, target) => {
    const journal = await pickPlan(ui, target, words(message("Undo Unfinished Change")));
    if (journal === undefined) {
      ui.notifier.inform(message("There is no unfinished change."));
      return;
    }
    const { id, plan } = journal;
    const sure = await ui.notifier.confirm(
      plan.subject === undefined
        ? message("Undo the registration of {0}?", plan.title)
        : message("Undo the change of {0}?", plan.title),
      joined(whatUndoDoes(journal)),
      message("Undo"),
    );
    if (!sure) return;
    await signInToDirectory(ui, plan);
    const undone = await withProgress(message("Undoing {0}", plan.title), (signal, report) =>
      ui.plans.undo(id, signal, (progress) => tell(progress, report)),
    );
    tellUndone(ui, journal, undone);
  },
};

/** Says what was taken back; that nothing was there needs no words. */
function tellUndone(
  { notifier }: Ui,
  { plan: { title, subject } }: Journal,
  { tookBack, left }: UndonePlan,
): void {
  const done =
    subject === undefined
      ? message("{0} was removed.", title)
      : message("The change of {0} was undone.", title);
  const texts = [...(tookBack ? [done] : []), ...left];
  if (left.length > 0) notifier.warn(joined(texts));
  else if (tookBack) notifier.inform(done);
}

function joined(texts: readonly Message[]): Message {
  return texts.reduce((before, text) => message("{0} {1}", before, text));
}
