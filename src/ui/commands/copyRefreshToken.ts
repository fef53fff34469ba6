import { message } from "../../base/message";
import { Failure } from "../../core/failure";
import { isAppOnly, tokensOf } from "../../core/mailbox/mailbox";
import { aboutMailbox } from "../aboutMailbox";
import type { Command } from "../command";
import { words } from "../localize";
import { pickMailbox } from "../prompts/pickMailbox";
import { copySecret } from "../secretClipboard";
import { mailboxOf } from "../target";

/** Puts the refresh token of a mailbox on the clipboard for a minute, after a question that names the risk. */
export const copyRefreshToken: Command = {
  id: "entraMail.copyRefreshToken",
  about: "mailbox",
  run: async (ui, target) => {
    const title = words(message("Copy Refresh Token"));
    const mailbox = mailboxOf(ui, target) ?? (await pickMailbox(ui, title));
    const { address } = mailbox;
    if (isAppOnly(mailbox)) {
      ui.notifier.inform(
        message("{0} has no refresh token: the app proves itself anew each time.", address),
      );
      return;
    }
    const sure = await ui.notifier.confirm(
      message("Copy the refresh token of {0}?", address),
      message(
        "Whoever has it can use this mailbox for about 90 days and longer, and everything else you agreed to for this registration, without a password and from anywhere. Signing out here does not end it. Paste it only into a program of yours that keeps it secret. The clipboard is emptied after one minute.",
      ),
      message("Copy"),
    );
    if (!sure) return;
    await aboutMailbox(ui, mailbox.id, async () => {
      const value = await ui.refreshTokens.read(tokensOf(mailbox));
      if (value === undefined) {
        throw new Failure(
          "oauth.interactionRequired",
          "No refresh token is stored for this account.",
          {
            error: "no_tokens_found",
          },
        );
      }
      await copySecret(value);
      ui.notifier.inform(message("The refresh token is on the clipboard for one minute."));
    });
  },
};
