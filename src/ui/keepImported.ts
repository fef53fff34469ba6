import * as vscode from "vscode";
import { message } from "../base/message";
import { allowsSignIn } from "../core/oauth/signInObstacle";
import { importedAgain } from "../core/registration/importRegistration";
import type { Ui } from "./parts";
import type { ImportedAnswers } from "./prompts/importQuestions";
import { stepDone } from "./walkthrough";

/**
 * Keeps a registration that was entered, with the value of its secret, and offers what comes next.
 * @throws Failure `secret.notKept`
 */
export async function keepImported(ui: Ui, answers: ImportedAnswers): Promise<void> {
  const { registration: entered, tenantId, secret } = answers;
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
  stepDone("registered");
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
}
