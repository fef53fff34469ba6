import { message } from "../../base/message";
import { withReviewNotes } from "../../core/registration/changes/changePlan";
import { planRemoveRedirectUri } from "../../core/registration/changes/redirectUris";
import type { Command } from "../command";
import { words } from "../localize";
import { pickRedirectUri, signedInBy } from "../prompts/editRedirectUris";
import { registrationToEdit } from "../prompts/editTarget";
import { reviewAndApply } from "../reviewAndApply";

const title = message("Remove Redirect URI");

export const removeRedirectUri: Command = {
  id: "entraMail.removeRedirectUri",
  about: "management",
  run: async (ui, target) => {
    const registration = await registrationToEdit(ui, target, title);
    const placed = await pickRedirectUri(ui, { title: words(title) }, registration, target);
    const plan = planRemoveRedirectUri(registration, placed);
    await reviewAndApply(ui, withReviewNotes(plan, signedInBy(ui, registration, placed)));
  },
};
