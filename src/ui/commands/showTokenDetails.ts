import { message } from "../../base/message";
import { tokenDetails } from "../../services/tokenDetails";
import type { Command } from "../command";
import { locale, markdownWords, words } from "../localize";
import { withProgress } from "../progress";
import { pickMailbox } from "../prompts/pickMailbox";
import { tokenReportMarkdown } from "../reports/tokenReport";
import { mailboxOf } from "../target";
import { plainText } from "../text";

/** Shows what the tokens of a mailbox are good for, without a token. */
export const showTokenDetails: Command = {
  id: "entraMail.showTokenDetails",
  about: "mailbox",
  run: async (ui, target) => {
    const { id, address } =
      mailboxOf(ui, target) ?? (await pickMailbox(ui, words(message("Show Token Details"))));
    const details = await withProgress(message("Reading the tokens of {0}", address), (signal) =>
      tokenDetails(ui, id, signal),
    );
    const report = tokenReportMarkdown(details, ui.machine, {
      say: markdownWords,
      locale: locale(),
    });
    await ui.documents.show("tokens", plainText(address), report);
  },
};
