import { message } from "../../base/message";
import { protocolList } from "../../core/mail/protocol";
import type { Command } from "../command";
import { locale, markdownWords, words } from "../localize";
import { withProgress, withViewProgress } from "../progress";
import { pickMailbox } from "../prompts/pickMailbox";
import { loginOverviewMarkdown } from "../reports/loginOverview";
import { mailboxOf } from "../target";
import { stepDone } from "../walkthrough";

/** Tests the login of a mailbox by every protocol at once, and shows what came of it on one page. */
export const testAllProtocols: Command = {
  id: "entraMail.testAllProtocols",
  about: "mailbox",
  run: async (ui, target) => {
    const title = words(message("Test All Protocols"));
    const mailbox = mailboxOf(ui, target) ?? (await pickMailbox(ui, title));
    const reports = await withViewProgress("entraMail.mailboxes", () =>
      withProgress(message("Testing the logins of {0}", mailbox.address), async (signal, tell) => {
        let done = 0;
        return await Promise.all(
          protocolList.map(async ({ id }) => {
            const report = await ui.loginTests.test(mailbox.id, id, signal, () => undefined);
            done += 1;
            tell(message("{0} of {1} done", done, protocolList.length));
            return report;
          }),
        );
      }),
    );
    if (reports.some(({ result }) => result.ok)) stepDone("tested");
    await ui.documents.show(
      "logins",
      words(message("Logins of {0}", mailbox.address)),
      loginOverviewMarkdown(mailbox.address, reports, { say: markdownWords, locale: locale() }),
    );
  },
};
