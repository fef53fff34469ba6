import { CancelledError } from "../../base/errors";
import { message } from "../../base/message";
import { sameAddress } from "../../core/mailbox/address";
import type { Command } from "../command";
import { words } from "../localize";
import { back } from "../prompts/frame";
import { askAddress } from "../prompts/mailboxQuestions";
import { pickMailbox } from "../prompts/pickMailbox";
import { testButton } from "../signedIn";
import { mailboxOf } from "../target";

/** Opens one more mailbox with a sign-in that is there: a shared one to which that person has been let in. */
export const openSharedMailbox: Command = {
  id: "entraMail.openSharedMailbox",
  about: "mailbox",
  run: async (ui, target) => {
    const title = words(message("Open Shared Mailbox"));
    const mailbox = mailboxOf(ui, target) ?? (await pickMailbox(ui, title));
    const prompt =
      mailbox.kind === "appOnly"
        ? message("Mail address of the mailbox that the app opens, too")
        : message(
            "Mail address of the mailbox to open; {0} signs in",
            mailbox.account.username === "" ? mailbox.address : mailbox.account.username,
          );
    const address = await askAddress({ title }, "", prompt);
    if (address === back) throw new CancelledError();
    const opened = await ui.mailboxes.openAlso(mailbox.id, address);
    ui.notifier.inform(
      sameAddress(opened.address, opened.account.username)
        ? message("{0} is there already.", opened.address)
        : message(
            "{0} is opened with this sign-in from now on. Test whether it lets you in.",
            opened.address,
          ),
      testButton(opened),
    );
  },
};
