import { message } from "../../base/message";
import { planNotes } from "../../core/registration/changes/texts";
import type { Command } from "../command";
import { words } from "../localize";
import { registrationToEdit } from "../prompts/editTarget";
import { askNotes } from "../prompts/editTexts";
import { reviewAndApply } from "../reviewAndApply";

const title = message("Edit Notes");

export const editNotes: Command = {
  id: "entraMail.editNotes",
  about: "management",
  run: async (ui, target) => {
    const registration = await registrationToEdit(ui, target, title);
    const notes = await askNotes({ title: words(title) }, registration);
    await reviewAndApply(ui, planNotes(registration, notes));
  },
};
