import { message } from "../../base/message";
import { planDeletePermanently } from "../../core/registration/changes/deletion";
import type { Command } from "../command";
import { words } from "../localize";
import { askTypedName, dependentsOf, pickDeleted } from "../prompts/editDeletion";
import { reviewAndApply } from "../reviewAndApply";

/** Deletes a deleted registration for good, after its name was typed. */
export const deleteRegistrationPermanently: Command = {
  id: "entraMail.deleteRegistrationPermanently",
  about: "management",
  run: async (ui, target) => {
    const frame = { title: words(message("Delete Registration Permanently")) };
    const registration = await pickDeleted(ui, frame, target);
    const typed = await askTypedName(frame, registration);
    const plan = planDeletePermanently(registration, typed, dependentsOf(ui, registration));
    await reviewAndApply(ui, plan);
  },
};
