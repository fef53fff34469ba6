import * as vscode from "vscode";
import { message } from "../../base/message";
import type { Command } from "../command";
import { signInAndShow } from "../signInAndShow";

const cliLine = "az login --allow-no-subscriptions";

/** Asks which account manages registrations, and shows its list. */
export const switchAccount: Command = {
  id: "entraMail.switchAccount",
  about: "management",
  run: async (ui) => {
    if (ui.graphSignIn.target.method === "azureCli") {
      ui.notifier.inform(
        message(
          "The Azure CLI has an account of its own. Run {0} in a terminal, then refresh the list.",
          cliLine,
        ),
        {
          title: message("Copy Command"),
          run: () => vscode.env.clipboard.writeText(cliLine),
        },
        {
          title: message("Sign In Another Way"),
          run: () => vscode.commands.executeCommand("entraMail.switchSignInMethod"),
        },
      );
      return;
    }
    await ui.registrations.signingIn(async () => {
      await ui.graphSignIn.switchAccount();
      await signInAndShow(ui);
    });
  },
};
