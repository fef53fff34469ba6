import { message } from "../../base/message";
import { withReviewNotes } from "../../core/registration/changes/changePlan";
import { planMoveRedirectUri } from "../../core/registration/changes/redirectUris";
import type { Command } from "../command";
import { words } from "../localize";
import { askOtherPlatform, pickRedirectUri, signedInBy } from "../prompts/editRedirectUris";
import { registrationToEdit } from "../prompts/editTarget";
import { reviewAndApply } from "../reviewAndApply";

const title = message("Move Redirect URI to Another Platform");

export const moveRedirectUri: Command = {
  id: "entraMail.moveRedirectUri",
  about: "management",
  run: async (ui, target) => {
    const registration = await registrationToEdit(ui, target, title);
    const frame = { title: words(title) };
    const placed = await pickRedirectUri(ui, frame, registration, target);
    const platform = await askOtherPlatform(frame, registration, placed);
    const plan = planMoveRedirectUri(registration, placed, platform);
    await reviewAndApply(ui, withReviewNotes(plan, signedInBy(ui, registration, placed)));
  },
};
