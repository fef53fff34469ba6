import { message } from "../../base/message";
import {
  isFullOfSecrets,
  planAddSecret,
  tooManySecrets,
} from "../../core/registration/secretPlans";
import { defaultSecretLifetimeDays } from "../../core/registration/rules";
import type { Command } from "../command";
import { newSecretButton } from "../newSecretButton";
import { registrationToEdit, titleAbout } from "../prompts/editTarget";
import { askNewSecret } from "../prompts/secretQuestions";
import { reviewAndApply } from "../reviewAndApply";

const title = message("Add Client Secret");

/** Adds a client secret, whose value goes into the secret storage. */
export const addClientSecret: Command = {
  id: "entraMail.addClientSecret",
  about: "management",
  run: async (ui, target) => {
    const registration = await registrationToEdit(ui, target, title);
    // Before any question: no answer changes the limit
    if (isFullOfSecrets(registration)) throw tooManySecrets();
    const wish = { name: "", lifetimeDays: defaultSecretLifetimeDays };
    const secret = await askNewSecret(titleAbout(title, registration), wish, ui.clock.now());
    const copy = newSecretButton(ui, registration);
    const { storedSecretKeyId } = await reviewAndApply(ui, planAddSecret(registration, secret), {
      buttons: [copy.button],
    });
    copy.made(storedSecretKeyId);
  },
};
