import { message } from "../../base/message";
import type { Command } from "../command";

/** Ends the token command in all windows of this editor. */
export const stopServingTokens: Command = {
  id: "entraMail.stopServingTokens",
  about: "mailbox",
  run: async ({ tokenCommand, notifier }) => {
    if (!tokenCommand.on) {
      notifier.inform(message("Tokens are not served to mail programs."));
      return;
    }
    await tokenCommand.stop();
    notifier.inform(
      message("Tokens are no longer served. Those given out before end by themselves."),
    );
  },
};
