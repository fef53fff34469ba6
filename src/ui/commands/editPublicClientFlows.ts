import { message } from "../../base/message";
import { planPublicClientFlows } from "../../core/registration/changes/flags";
import type { Command } from "../command";
import { words } from "../localize";
import { askPublicClientFlows } from "../prompts/editFlags";
import { registrationToEdit } from "../prompts/editTarget";
import { reviewAndApply } from "../reviewAndApply";

const title = message("Allow or Forbid Public Client Flows");

export const editPublicClientFlows: Command = {
  id: "entraMail.editPublicClientFlows",
  about: "management",
  run: async (ui, target) => {
    const registration = await registrationToEdit(ui, target, title);
    const allowed = await askPublicClientFlows({ title: words(title) }, registration);
    await reviewAndApply(ui, planPublicClientFlows(registration, allowed));
  },
};
