import { CancelledError } from "../../base/errors";
import { message } from "../../base/message";
import type { Command } from "../command";
import { words } from "../localize";
import { withProgress } from "../progress";
import { readRegistrationOf } from "../readRegistrationOf";
import { askFlow } from "../prompts/mailboxQuestions";
import { pickMailbox } from "../prompts/pickMailbox";
import { back } from "../prompts/frame";
import { tellSignedInAgain } from "../signedIn";
import { mailboxOf } from "../target";

/** Renews the sign-in of a mailbox that is there already. */
export const signInMailboxAgain: Command = {
  id: "entraMail.signInMailboxAgain",
  about: "mailbox",
  run: async (ui, target) => {
    const title = words(message("Sign In Mailbox Again"));
    const mailbox = mailboxOf(ui, target) ?? (await pickMailbox(ui, title));
    const flow = await askFlow({ title }, ui.situation, mailbox.flow);
    if (flow === back) throw new CancelledError();
    // Suggesting the identity that was refused would bring it back without asking
    const chooseAccount = Object.values(mailbox.probes).some(
      ({ findings }) => findings[0]?.id === "otherUser",
    );
    const signedIn = await withProgress(
      message("Signing in {0}", mailbox.address),
      (signal, report) =>
        ui.signInPrompts.during(report, async (interaction) => {
          const registration = await readRegistrationOf(ui, mailbox, signal);
          return await ui.mailboxes.signInAgain(
            { mailboxId: mailbox.id, flow, registration, chooseAccount },
            interaction,
            signal,
          );
        }),
    );
    tellSignedInAgain(ui, signedIn);
  },
};
