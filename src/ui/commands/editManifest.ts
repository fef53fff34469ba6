import * as vscode from "vscode";
import { message } from "../../base/message";
import type { Command } from "../command";
import { words } from "../localize";
import { withProgress } from "../progress";
import { readRegistrationFor } from "../readRegistration";

/** Opens the registration as Graph writes it. Saving the editor is a plan that is reviewed first. */
export const editManifest: Command = {
  id: "entraMail.editManifest",
  about: "management",
  run: async (ui, target) => {
    const registration = await readRegistrationFor(ui, target, words(message("Edit Manifest")));
    const manifest = await withProgress(
      message("Reading the manifest of {0}", registration.displayName),
      (signal) => ui.registrations.manifest(registration.objectId, signal),
    );
    const uri = ui.manifests.put(registration, manifest);
    await vscode.window.showTextDocument(uri, { preview: false });
  },
};
