import * as vscode from "vscode";
import { message } from "../../base/message";
import { allowsSignIn } from "../../core/oauth/signInObstacle";
import type { Command } from "../command";
import { askImport } from "../prompts/importQuestions";

/** Takes over a registration that somebody else made, by what its owner told. */
export const importRegistration: Command = {
  id: "entraMail.importRegistration",
  about: "management",
  run: async (ui) => {
    const { registration, tenantId, secret } = await askImport(ui.newId);
    const { appId, displayName, objectId } = registration;
    // First the value: without it the registration would look as if it could sign in.
    if (secret !== undefined) {
      await ui.registrations.storeSecretValue(appId, secret.keyId, secret.value);
    }
    await ui.imported.add(registration, tenantId);
    ui.notifier.inform(
      message("{0} is imported.", displayName),
      ...(allowsSignIn(registration)
        ? [
            {
              title: message("Sign In Mailbox"),
              run: () => vscode.commands.executeCommand("entraMail.signInMailbox", objectId),
            },
          ]
        : []),
    );
  },
};
