import { message } from "../../base/message";
import { planRename } from "../../core/registration/changes/rename";
import type { Command } from "../command";
import { words } from "../localize";
import { registrationToEdit } from "../prompts/editTarget";
import { askNewName } from "../prompts/editTexts";
import { reviewAndApply } from "../reviewAndApply";

const title = message("Rename Registration");

/** Gives a registration another name. */
export const renameRegistration: Command = {
  id: "entraMail.renameRegistration",
  about: "management",
  run: async (ui, target) => {
    const registration = await registrationToEdit(ui, target, title);
    const name = await askNewName({ title: words(title) }, registration);
    await reviewAndApply(ui, planRename(registration, name), {
      done: message("{0} is now called {1}.", registration.displayName, name),
    });
  },
};
