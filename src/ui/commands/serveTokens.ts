import * as vscode from "vscode";
import { message } from "../../base/message";
import { type ServedProtocol, sameServed } from "../../core/tokenCommand/served";
import type { Command } from "../command";
import { words } from "../localize";
import type { Ui } from "../parts";
import { askServed } from "../prompts/tokenQuestions";
import { mailboxOf } from "../target";

/** Lets mail programs of this computer have access tokens; where they already do, changes which. */
export const serveTokens: Command = {
  id: "entraMail.serveTokens",
  about: "mailbox",
  run: async (ui, target) => {
    const { mailboxes, notifier, tokenCommand } = ui;
    const [first, ...others] = mailboxes.mailboxes;
    if (first === undefined) {
      notifier.inform(message("No mailbox is signed in yet, so there is no token to serve."), {
        title: message("Sign In Mailbox"),
        run: () => vscode.commands.executeCommand("entraMail.signInMailbox"),
      });
      return;
    }
    const proposed = mailboxOf(ui, target) ?? (others.length === 0 ? first : undefined);
    const title = words(message("Serve Tokens to Mail Programs"));
    const served = await askServed(ui, title, proposed);
    if (!(await isWanted(ui, served))) return;
    await tokenCommand.serve(served);
    notifier.inform(
      message("Mail programs on {0} get tokens while this editor is open.", ui.machine),
      {
        title: message("Copy Token Command"),
        run: () => vscode.commands.executeCommand("entraMail.copyTokenCommand"),
      },
      {
        title: message("Stop Serving Tokens"),
        run: () => vscode.commands.executeCommand("entraMail.stopServingTokens"),
      },
    );
  },
};

/** Asks for whatever is new; to serve less needs no question. */
async function isWanted(ui: Ui, served: readonly ServedProtocol[]): Promise<boolean> {
  const before = ui.tokenCommand.on ? ui.tokenCommand.served : [];
  const added = served.filter((entry) => !before.some((old) => sameServed(old, entry)));
  if (added.length === 0) return true;
  const ids = new Set(added.map(({ mailboxId }) => mailboxId));
  const addresses = [...ids].map((id) => ui.mailboxes.get(id).address).join(", ");
  return await ui.notifier.confirm(
    message("Serve access tokens of {0} to programs on {1}?", addresses, ui.machine),
    message(
      "Every program that runs there as you can then open these mailboxes, as long as a window of this editor is open. Only access tokens are given out, which end by themselves after about an hour, and each use stands in the log. Stop Serving Tokens ends it.",
    ),
    message("Serve Tokens"),
  );
}
