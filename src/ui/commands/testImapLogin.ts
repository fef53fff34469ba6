import { message } from "../../base/message";
import type { Command } from "../command";
import { words } from "../localize";
import type { Ui } from "../parts";
import { withProgress, withViewProgress } from "../progress";
import { pickMailbox } from "../prompts/pickMailbox";
import { stageNames } from "../reports/loginReport";
import type { LoginReport } from "../../services/loginTestService";
import { showLoginReport } from "../showLoginReport";
import { mailboxOf } from "../target";

/** Logs in by IMAP, opens INBOX read-only, and shows the report. */
export const testImapLogin: Command = {
  id: "entraMail.testImapLogin",
  about: "mailbox",
  run: async (ui, target) => {
    const mailbox =
      mailboxOf(ui, target) ?? (await pickMailbox(ui, words(message("Test IMAP Login"))));
    const report = await withViewProgress("entraMail.mailboxes", () =>
      withProgress(message("Testing the IMAP login of {0}", mailbox.address), (signal, tell) =>
        ui.loginTests.testImap(mailbox.id, signal, ({ id, outcome, milliseconds }) =>
          tell(
            outcome === "ok"
              ? message("{0}: done in {1} ms", stageNames[id], Math.round(milliseconds))
              : message("{0}: failed", stageNames[id]),
          ),
        ),
      ),
    );
    await showLoginReport(ui, report);
    tellProblem(ui, report);
  },
};

/** A login that works is told by the report and the row; a problem comes with what to do about it. */
function tellProblem({ notifier }: Ui, { mailbox, result }: LoginReport): void {
  const [finding] = result.findings;
  if (!result.ok && finding !== undefined) notifier.finding(finding, { target: mailbox.id });
}
