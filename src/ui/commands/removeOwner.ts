import { message } from "../../base/message";
import { ownerLabel, planRemoveOwner } from "../../core/registration/changes/owners";
import type { Command } from "../command";
import { words } from "../localize";
import { pickOwner, readOwners } from "../prompts/editOwners";
import { registrationToEdit } from "../prompts/editTarget";
import { reviewAndApply } from "../reviewAndApply";

const title = message("Remove Owner");

export const removeOwner: Command = {
  id: "entraMail.removeOwner",
  about: "management",
  run: async (ui, target) => {
    const registration = await registrationToEdit(ui, target, title);
    const now = await readOwners(ui, registration);
    const owner = await pickOwner(ui, { title: words(title) }, registration, now, target);
    await reviewAndApply(ui, planRemoveOwner(registration, owner, now), {
      done: message("{0} no longer owns {1}.", ownerLabel(owner), registration.displayName),
    });
  },
};
