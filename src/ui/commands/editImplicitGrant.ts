import { message } from "../../base/message";
import { planImplicitGrant } from "../../core/registration/changes/flags";
import type { Command } from "../command";
import { words } from "../localize";
import { askImplicitGrant } from "../prompts/editFlags";
import { registrationToEdit } from "../prompts/editTarget";
import { reviewAndApply } from "../reviewAndApply";

const title = message("Edit Implicit Grant");

export const editImplicitGrant: Command = {
  id: "entraMail.editImplicitGrant",
  about: "management",
  run: async (ui, target) => {
    const registration = await registrationToEdit(ui, target, title);
    const boxes = await askImplicitGrant({ title: words(title) }, registration);
    await reviewAndApply(ui, planImplicitGrant(registration, boxes));
  },
};
