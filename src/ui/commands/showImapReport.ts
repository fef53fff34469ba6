import * as vscode from "vscode";
import { message } from "../../base/message";
import type { Command } from "../command";
import { words } from "../localize";
import { pickMailbox } from "../prompts/pickMailbox";
import { showLoginReport } from "../showLoginReport";
import { mailboxOf } from "../target";

/** Opens the report of the last test in this window. */
export const showImapReport: Command = {
  id: "entraMail.showImapReport",
  about: "mailbox",
  run: async (ui, target) => {
    const title = words(message("Show IMAP Login Report"));
    const mailbox = mailboxOf(ui, target) ?? (await pickMailbox(ui, title));
    const report = ui.loginTests.lastReport(mailbox.id);
    if (report !== undefined) return await showLoginReport(ui, report);
    ui.notifier.inform(
      message("The IMAP login of {0} has not been tested in this window.", mailbox.address),
      {
        title: message("Test IMAP Login"),
        run: () => vscode.commands.executeCommand("entraMail.testImapLogin", mailbox.id),
      },
    );
  },
};
