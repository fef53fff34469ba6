import { message } from "../../base/message";
import { planNotes } from "../../core/registration/changes/texts";
import type { Command } from "../command";
import { registrationToEdit, titleAbout } from "../prompts/editTarget";
import { askNotes } from "../prompts/editTexts";
import { reviewAndApply } from "../reviewAndApply";

const title = message("Edit Notes");

export const editNotes: Command = {
  id: "entraMail.editNotes",
  about: "management",
  run: async (ui, target) => {
    const registration = await registrationToEdit(ui, target, title);
    const notes = await askNotes({ title: titleAbout(title, registration) }, registration);
    await reviewAndApply(ui, planNotes(registration, notes));
  },
};
