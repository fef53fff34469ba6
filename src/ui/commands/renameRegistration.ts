import { message } from "../../base/message";
import { planRename } from "../../core/registration/changes/rename";
import type { Command } from "../command";
import { registrationToEdit, titleAbout } from "../prompts/editTarget";
import { askNewName } from "../prompts/editTexts";
import { reviewAndApply } from "../reviewAndApply";

const title = message("Rename Registration");

/** Gives a registration another name. */
export const renameRegistration: Command = {
  id: "entraMail.renameRegistration",
  about: "management",
  run: async (ui, target) => {
    const registration = await registrationToEdit(ui, target, title);
    const name = await askNewName({ title: titleAbout(title, registration) }, registration);
    await reviewAndApply(ui, planRename(registration, name), {
      done: message("{0} is now called {1}.", registration.displayName, name),
    });
  },
};
