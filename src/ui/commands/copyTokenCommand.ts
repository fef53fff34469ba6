import * as vscode from "vscode";
import { message } from "../../base/message";
import { protocols } from "../../core/mail/protocol";
import { formatCommandLine } from "../../core/tokenCommand/commandLine";
import type { ServedProtocol } from "../../core/tokenCommand/served";
import type { Command } from "../command";
import { words } from "../localize";
import type { Ui } from "../parts";
import { pickServed } from "../prompts/tokenQuestions";
import { mailboxOf, protocolOf } from "../target";

/** Copies the line with which a mail program gets its token. */
export const copyTokenCommand: Command = {
  id: "entraMail.copyTokenCommand",
  about: "mailbox",
  run: async (ui, target) => {
    const { mailboxes, notifier, tokenCommand } = ui;
    const { program } = tokenCommand;
    const found = servedOf(ui, target);
    const [only, ...others] = found;
    if (program === undefined || only === undefined) {
      notifier.inform(
        program === undefined
          ? message("Tokens are not served to mail programs yet.")
          : message("This mailbox is not among those that mail programs get tokens for."),
        {
          title: message("Serve Tokens…"),
          run: () => vscode.commands.executeCommand("entraMail.serveTokens", target),
        },
      );
      return;
    }
    const title = words(message("Copy Token Command"));
    const chosen = others.length === 0 ? only : await pickServed(ui, title, found);
    const { address } = mailboxes.get(chosen.mailboxId);
    const request = { address, protocol: chosen.protocol };
    await vscode.env.clipboard.writeText(formatCommandLine(program, request));
    notifier.inform(
      message(
        "The command that prints a fresh {1} token of {0} was copied. Put it where a mail program asks for a password or credential command.",
        address,
        protocols[chosen.protocol].name,
      ),
    );
  },
};

/** What is served of the row that the command was called on, or all of it. */
function servedOf(ui: Ui, target: unknown): readonly ServedProtocol[] {
  const mailbox = mailboxOf(ui, target);
  const protocol = protocolOf(target);
  const known = new Set(ui.mailboxes.mailboxes.map(({ id }) => id));
  return ui.tokenCommand.served.filter(
    (entry) =>
      known.has(entry.mailboxId) &&
      (mailbox === undefined || entry.mailboxId === mailbox.id) &&
      (protocol === undefined || entry.protocol === protocol),
  );
}
