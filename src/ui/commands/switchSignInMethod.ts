import * as vscode from "vscode";
import { isCancelled } from "../../base/errors";
import type { Message } from "../../base/message";
import type { SignInMethodId } from "../../core/management/signInMethod";
import type { Command } from "../command";
import type { Ui } from "../parts";
import { agreeToEditorRights } from "../prompts/signInEditorRights";
import { askSignInMethod } from "../prompts/signInMethod";
import { signInAndShow } from "../signInAndShow";

/** Chooses how to sign in for managing registrations, and signs in. */
export const switchSignInMethod: Command = {
  id: "entraMail.switchSignInMethod",
  about: "management",
  signIn: "entraMail.signInToManage",
  run: (ui) => chooseMethod(ui),
};

/** @param placeholder what is asked, where it is not just another way */
export async function chooseMethod(ui: Ui, placeholder?: Message): Promise<void> {
  for (;;) {
    const answer = await askSignInMethod(ui, placeholder);
    if (answer === "createApp") {
      await vscode.commands.executeCommand("entraMail.createManagementApp");
      return;
    }
    if (answer === "setClientId") {
      const setting = "entraMail.management.clientId";
      await vscode.commands.executeCommand("entraMail.openSettings", setting);
      return;
    }
    if (await ui.registrations.signingIn(() => use(ui, answer))) return;
  }
}

/** @returns false when the person wants to choose another way */
async function use(ui: Ui, method: SignInMethodId): Promise<boolean> {
  const { graphSignIn } = ui;
  const before = graphSignIn.target.method;
  await graphSignIn.chooseMethod(method);
  try {
    if (method === "editorClient") {
      const token = await graphSignIn.inspect();
      if (token !== undefined && !(await agreeToEditorRights(token))) {
        await graphSignIn.chooseMethod(before);
        return false;
      }
    }
    await signInAndShow(ui);
    return true;
  } catch (error) {
    // Whoever gives up keeps the way that was in use.
    if (isCancelled(error)) await graphSignIn.chooseMethod(before);
    throw error;
  }
}
