import { message } from "../../base/message";
import { signInToDirectory } from "../applyPlan";
import type { Command } from "../command";
import { words } from "../localize";
import { withProgress } from "../progress";
import { pickPlan } from "../prompts/pickPlan";

/** Takes back what a registration that stopped half-way has made. */
export const undoPlan: Command = {
  id: "entraMail.undoPlan",
  about: "management",
  run: async (ui, target) => {
    const journal = await pickPlan(ui, target, words(message("Undo Unfinished Registration")));
    if (journal === undefined) {
      ui.notifier.inform(message("There is no unfinished registration."));
      return;
    }
    const { id, plan } = journal;
    const sure = await ui.notifier.confirm(
      message("Undo the registration of {0}?", plan.title),
      message(
        "The registration is deleted if it exists, and a stored client secret of it is forgotten. The directory keeps a deleted registration for 30 days.",
      ),
      message("Undo"),
    );
    if (!sure) return;
    await signInToDirectory(ui);
    const deleted = await withProgress(message("Undoing {0}", plan.title), (signal) =>
      ui.registrations.undo(id, signal),
    );
    if (deleted) ui.notifier.inform(message("{0} was removed.", plan.title));
  },
};
