import { message } from "../../base/message";
import type { Command } from "../command";
import { words } from "../localize";
import { pickMailbox } from "../prompts/pickMailbox";
import { mailboxOf } from "../target";

/** Forgets the tokens of a mailbox and its row. */
export const signOutMailbox: Command = {
  id: "entraMail.signOutMailbox",
  about: "mailbox",
  run: async (ui, target) => {
    const mailbox =
      mailboxOf(ui, target) ?? (await pickMailbox(ui, words(message("Sign Out Mailbox"))));
    const sure = await ui.notifier.confirm(
      message("Sign out {0}?", mailbox.address),
      message(
        "Its tokens are removed from this editor. The mailbox and the registration stay as they are; you can sign in again.",
      ),
      message("Sign Out"),
    );
    if (sure) await ui.mailboxes.signOut(mailbox.id);
  },
};
