import { CancelledError } from "../../base/errors";
import { message } from "../../base/message";
import { protocolList } from "../../core/mail/protocol";
import type { Command } from "../command";
import { words } from "../localize";
import { askPick } from "../prompts/pick";
import { pickMailbox } from "../prompts/pickMailbox";
import { back } from "../prompts/frame";
import { showLoginReport as show } from "../showLoginReport";
import { mailboxOf, protocolOf } from "../target";

/** Opens the report of the last test in this window. */
export const showLoginReport: Command = {
  id: "entraMail.showLoginReport",
  about: "mailbox",
  run: async (ui, target) => {
    const title = words(message("Show Login Report"));
    const mailbox = mailboxOf(ui, target) ?? (await pickMailbox(ui, title));
    const protocol = protocolOf(target);
    const reports = protocolList
      .filter(({ id }) => protocol === undefined || id === protocol)
      .flatMap(({ id }) => ui.loginTests.lastReport(mailbox.id, id) ?? []);
    const [first] = reports;
    if (first === undefined) {
      return ui.notifier.inform(
        message("No login of {0} has been tested in this window.", mailbox.address),
      );
    }
    if (reports.length === 1) return await show(ui, first);
    const chosen = await askPick(
      { title },
      {
        choices: reports.map((report) => ({
          label: protocolName(report.result.protocol),
          description: words(report.result.ok ? message("opened") : message("not opened")),
          value: report,
        })),
        placeholder: words(message("Which login?")),
      },
    );
    if (chosen === back) throw new CancelledError();
    await show(ui, chosen);
  },
};

function protocolName(protocol: string): string {
  return protocolList.find(({ id }) => id === protocol)?.name ?? protocol;
}
