import { message } from "../../base/message";
import { planRestore } from "../../core/registration/changes/deletion";
import type { Command } from "../command";
import { words } from "../localize";
import { pickDeleted } from "../prompts/editDeletion";
import { reviewAndApply } from "../reviewAndApply";

/** Takes a registration out of the deleted ones. */
export const restoreRegistration: Command = {
  id: "entraMail.restoreRegistration",
  about: "management",
  run: async (ui, target) => {
    const frame = { title: words(message("Restore Registration")) };
    await reviewAndApply(ui, planRestore(await pickDeleted(ui, frame, target)));
  },
};
