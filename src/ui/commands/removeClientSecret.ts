import { message } from "../../base/message";
import { secretRemovalNotes } from "../../core/registration/removalNotes";
import { planRemoveSecret } from "../../core/registration/secretPlans";
import type { Command } from "../command";
import { words } from "../localize";
import { mailboxesWith } from "../mailboxesWith";
import { registrationToEdit } from "../prompts/editTarget";
import { pickSecret } from "../prompts/pickSecret";
import { reviewAndApply } from "../reviewAndApply";

const title = message("Remove Client Secret");

/** Removes a client secret, after saying what stops then. */
export const removeClientSecret: Command = {
  id: "entraMail.removeClientSecret",
  about: "management",
  run: async (ui, target) => {
    const registration = await registrationToEdit(ui, target, title);
    const secret = await pickSecret(ui, registration, target, words(title));
    const mailboxes = mailboxesWith(ui, registration, secret);
    const notes = secretRemovalNotes(registration, secret, mailboxes, ui.clock.now());
    await reviewAndApply(ui, planRemoveSecret(registration, secret, notes));
  },
};
