import * as vscode from "vscode";
import { message } from "../../base/message";
import { planDelete } from "../../core/registration/changes/deletion";
import { isImported } from "../../core/registration/imported";
import type { Command } from "../command";
import { ensureDirectory } from "../goToDirectory";
import { words } from "../localize";
import { confirmForget, dependentsOf } from "../prompts/editDeletion";
import { readRegistrationFor } from "../readRegistration";
import { reviewAndApply } from "../reviewAndApply";

/** Deletes a registration, for 30 days; one that was entered by hand is only forgotten here. */
export const deleteRegistration: Command = {
  id: "entraMail.deleteRegistration",
  about: "management",
  run: async (ui, target) => {
    const title = words(message("Delete Registration"));
    const registration = await readRegistrationFor(ui, target, title);
    const dependents = dependentsOf(ui, registration);
    if (isImported(registration)) {
      const sure = await confirmForget(ui, registration, dependents);
      if (sure) await ui.registrations.forgetImported(registration.appId);
      return;
    }
    await reviewAndApply(ui, planDelete(registration, dependents), {
      buttons: [
        {
          title: message("Restore"),
          run: async () => {
            // The notification outlives a switch to another directory, which has never heard of it
            await ensureDirectory(ui, registration.tenantId);
            await vscode.commands.executeCommand(
              "entraMail.restoreRegistration",
              registration.objectId,
            );
          },
        },
      ],
    });
    await ui.remembered.forget(registration.objectId);
  },
};
