import { message } from "../../base/message";
import { planTags } from "../../core/registration/changes/texts";
import type { Command } from "../command";
import { words } from "../localize";
import { registrationToEdit } from "../prompts/editTarget";
import { askTags } from "../prompts/editTexts";
import { reviewAndApply } from "../reviewAndApply";

const title = message("Edit Tags");

export const editTags: Command = {
  id: "entraMail.editTags",
  about: "management",
  run: async (ui, target) => {
    const registration = await registrationToEdit(ui, target, title);
    const tags = await askTags({ title: words(title) }, registration);
    await reviewAndApply(ui, planTags(registration, tags));
  },
};
