import * as vscode from "vscode";
import { message } from "../../base/message";
import type { Command } from "../command";
import { withProgress } from "../progress";
import { registrationToEdit } from "../prompts/editTarget";

/** Opens the registration as Graph writes it. Saving the editor is a plan that is reviewed first. */
export const editManifest: Command = {
  id: "entraMail.editManifest",
  about: "management",
  run: async (ui, target) => {
    const registration = await registrationToEdit(ui, target, message("Edit Manifest"));
    const manifest = await withProgress(
      message("Reading the manifest of {0}", registration.displayName),
      (signal) => ui.registrations.manifest(registration.objectId, signal),
    );
    const uri = ui.manifests.put(registration, manifest);
    await vscode.window.showTextDocument(uri, { preview: false });
  },
};
