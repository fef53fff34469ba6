import { message } from "../../base/message";
import { protocolToAsk, resourceOf } from "../../core/oauth/tokenFit";
import { aboutMailbox } from "../aboutMailbox";
import type { Command } from "../command";
import { locale, words } from "../localize";
import { dateTimeWords, leftWords } from "../moments";
import { withProgress } from "../progress";
import { pickMailbox } from "../prompts/pickMailbox";
import { mailboxOf } from "../target";

/** Gets a new access token, also where the old one is still good; a refusal says what to do about it. */
export const refreshToken: Command = {
  id: "entraMail.refreshToken",
  about: "mailbox",
  run: async (ui, target) => {
    const { id, address, scopes } =
      mailboxOf(ui, target) ?? (await pickMailbox(ui, words(message("Refresh Token"))));
    await aboutMailbox(ui, id, async () => {
      const protocol = protocolToAsk(resourceOf(scopes), scopes);
      const { expiresAt } = await withProgress(
        message("Refreshing the token of {0}", address),
        (signal) => ui.mailboxes.grant(id, protocol.id, signal, { forceRefresh: true }),
      );
      const end = expiresAt === undefined ? undefined : new Date(expiresAt);
      const left = end === undefined ? undefined : leftWords(end, ui.clock.now());
      ui.notifier.inform(
        end === undefined || left === undefined
          ? message("{0} has a new access token.", address)
          : message(
              "{0} has a new access token, valid {1} (until {2}).",
              address,
              left,
              dateTimeWords(end, locale()),
            ),
      );
    });
  },
};
