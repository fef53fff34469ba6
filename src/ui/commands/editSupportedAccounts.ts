import { message } from "../../base/message";
import { audienceWords } from "../../core/registration/audience";
import { planSupportedAccounts } from "../../core/registration/changes/supportedAccounts";
import type { Command } from "../command";
import { askSupportedAccounts } from "../prompts/editAccounts";
import { registrationToEdit, titleAbout } from "../prompts/editTarget";
import { reviewAndApply } from "../reviewAndApply";

const title = message("Edit Supported Accounts");

/** Changes who can sign in. */
export const editSupportedAccounts: Command = {
  id: "entraMail.editSupportedAccounts",
  about: "management",
  run: async (ui, target) => {
    const registration = await registrationToEdit(ui, target, title);
    const { cloud } = ui.settings;
    const audience = await askSupportedAccounts(
      { title: titleAbout(title, registration) },
      registration,
      cloud,
    );
    await reviewAndApply(ui, planSupportedAccounts(registration, audience, cloud), {
      done: message(
        "{0} now supports: {1}.",
        registration.displayName,
        audienceWords(audience).short,
      ),
    });
  },
};
