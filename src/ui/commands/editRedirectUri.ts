import { message } from "../../base/message";
import { withReviewNotes } from "../../core/registration/changes/changePlan";
import { planEditRedirectUri } from "../../core/registration/changes/redirectUris";
import type { Command } from "../command";
import { words } from "../localize";
import { askRedirectUri, pickRedirectUri, signedInBy } from "../prompts/editRedirectUris";
import { registrationToEdit } from "../prompts/editTarget";
import { reviewAndApply } from "../reviewAndApply";

const title = message("Edit Redirect URI");

/** Puts another redirect URI in the place of one. */
export const editRedirectUri: Command = {
  id: "entraMail.editRedirectUri",
  about: "management",
  run: async (ui, target) => {
    const registration = await registrationToEdit(ui, target, title);
    const frame = { title: words(title) };
    const old = await pickRedirectUri(ui, frame, registration, target);
    const uri = await askRedirectUri(frame, registration, old.platform, old);
    const plan = planEditRedirectUri(registration, old, uri);
    await reviewAndApply(ui, withReviewNotes(plan, signedInBy(ui, registration, old)));
  },
};
