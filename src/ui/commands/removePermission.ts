import { message } from "../../base/message";
import { planRemovePermissions } from "../../core/registration/changes/permissions";
import type { Command } from "../command";
import { words } from "../localize";
import { pickPermission } from "../prompts/editPermissions";
import { registrationToEdit } from "../prompts/editTarget";
import { rememberChoice } from "../rememberChoice";
import { reviewAndApply } from "../reviewAndApply";

const title = message("Remove API Permission");

export const removePermission: Command = {
  id: "entraMail.removePermission",
  about: "management",
  run: async (ui, target) => {
    const registration = await registrationToEdit(ui, target, title);
    const frame = { title: words(title) };
    const { resourceAppId, access } = await pickPermission(ui, frame, registration, target);
    const plan = planRemovePermissions(registration, resourceAppId, [access]);
    const applied = await reviewAndApply(ui, plan);
    await rememberChoice(ui, registration, applied.registration);
  },
};
