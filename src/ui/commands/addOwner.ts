import { message } from "../../base/message";
import { ownerLabel, planAddOwner } from "../../core/registration/changes/owners";
import type { Command } from "../command";
import { askNewOwner, readOwners } from "../prompts/editOwners";
import { registrationToEdit, titleAbout } from "../prompts/editTarget";
import { reviewAndApply } from "../reviewAndApply";

const title = message("Add Owner");

export const addOwner: Command = {
  id: "entraMail.addOwner",
  about: "management",
  run: async (ui, target) => {
    const registration = await registrationToEdit(ui, target, title);
    const now = await readOwners(ui, registration);
    const person = await askNewOwner({ title: titleAbout(title, registration) }, ui, now);
    await reviewAndApply(ui, planAddOwner(registration, person, now.owners), {
      done: message("{0} now owns {1}.", ownerLabel(person), registration.displayName),
    });
  },
};
