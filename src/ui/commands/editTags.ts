import { message } from "../../base/message";
import { planTags } from "../../core/registration/changes/texts";
import type { Command } from "../command";
import { registrationToEdit, titleAbout } from "../prompts/editTarget";
import { askTags } from "../prompts/editTexts";
import { reviewAndApply } from "../reviewAndApply";

const title = message("Edit Tags");

export const editTags: Command = {
  id: "entraMail.editTags",
  about: "management",
  run: async (ui, target) => {
    const registration = await registrationToEdit(ui, target, title);
    const tags = await askTags({ title: titleAbout(title, registration) }, registration);
    await reviewAndApply(ui, planTags(registration, tags));
  },
};
