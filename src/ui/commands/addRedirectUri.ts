import { message } from "../../base/message";
import { planAddRedirectUri } from "../../core/registration/changes/redirectUris";
import type { Command } from "../command";
import { askPlatform, askRedirectUri } from "../prompts/editRedirectUris";
import { registrationToEdit, titleAbout } from "../prompts/editTarget";
import { reviewAndApply } from "../reviewAndApply";

const title = message("Add Redirect URI");

export const addRedirectUri: Command = {
  id: "entraMail.addRedirectUri",
  about: "management",
  run: async (ui, target) => {
    const registration = await registrationToEdit(ui, target, title);
    const frame = { title: titleAbout(title, registration) };
    const platform = await askPlatform(frame, target);
    const uri = await askRedirectUri(frame, registration, platform);
    await reviewAndApply(ui, planAddRedirectUri(registration, { platform, uri }));
  },
};
