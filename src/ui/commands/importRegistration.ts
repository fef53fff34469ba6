import * as vscode from "vscode";
import { message } from "../../base/message";
import { importedAgain } from "../../core/registration/importRegistration";
import { allowsSignIn } from "../../core/oauth/signInObstacle";
import type { Command } from "../command";
import { askImport } from "../prompts/importQuestions";

/** Takes over a registration that somebody else made, by what its owner told. */
export const importRegistration: Command = {
  id: "entraMail.importRegistration",
  about: "management",
  run: async (ui) => {
    const { registration: entered, tenantId, secret } = await askImport(ui.newId);
    const { appId, displayName, objectId } = entered;
    const before = ui.imported.find(objectId)?.registration;
    const registration = before === undefined ? entered : importedAgain(entered, before);
    const [facts] = registration.clientSecrets;
    if (facts === undefined && before !== undefined) await ui.registrations.forgetImported(appId);
    // First the value: without it the registration would look as if it could sign in.
    if (secret !== undefined && facts !== undefined) {
      await ui.clientSecrets.store(appId, { keyId: facts.keyId, secretText: secret.value });
    }
    await ui.imported.add(registration, tenantId);
    ui.notifier.inform(
      message("{0} is imported.", displayName),
      ...(facts === undefined && !registration.isFallbackPublicClient
        ? [
            {
              title: message("Store Client Secret"),
              run: () => vscode.commands.executeCommand("entraMail.storeClientSecret", objectId),
            },
          ]
        : []),
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
