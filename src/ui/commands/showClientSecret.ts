import * as vscode from "vscode";
import { message } from "../../base/message";
import type { Command } from "../command";
import { notice, words } from "../localize";
import { pickStoredSecret } from "../prompts/pickStoredSecret";
import { readStoredSecret } from "../readStoredSecret";

/**
 * Shows the value of a stored client secret in an input box: it can be read and selected there, leaves no
 * trace in a document, log or notification, and is gone with Esc or a click elsewhere.
 */
export const showClientSecret: Command = {
  id: "entraMail.showClientSecret",
  about: "management",
  run: async (ui, target) => {
    const stored = await pickStoredSecret(ui, target, words(message("Show Client Secret")));
    const value = await readStoredSecret(ui, stored);
    await vscode.window.showInputBox({
      title: notice(message("Client secret of {0}", stored.registration.displayName)),
      value,
      prompt: words(message("Changing the text here changes nothing. Esc closes it.")),
    });
  },
};
