import { CancelledError } from "../../base/errors";
import { message } from "../../base/message";
import { isAppOnly, type Mailbox } from "../../core/mailbox/mailbox";
import { credentialOf } from "../../core/mailbox/credential";
import { flows } from "../../core/oauth/flow";
import type { SignedIn } from "../../services/mailboxParts";
import type { Command } from "../command";
import { words } from "../localize";
import type { Ui } from "../parts";
import { withProgress } from "../progress";
import { readRegistrationOf } from "../readRegistrationOf";
import { askCredential } from "../prompts/credentialQuestion";
import { askFlow } from "../prompts/mailboxQuestions";
import { pickMailbox } from "../prompts/pickMailbox";
import { back } from "../prompts/frame";
import { tellSignedInAgain } from "../signedIn";
import { mailboxOf } from "../target";

/** Renews the sign-in of a mailbox that is there already; of an app that acts as itself, what it proves itself with. */
export const signInMailboxAgain: Command = {
  id: "entraMail.signInMailboxAgain",
  about: "mailbox",
  run: async (ui, target) => {
    const title = words(message("Sign In Mailbox Again"));
    const mailbox = mailboxOf(ui, target) ?? (await pickMailbox(ui, title));
    const signedIn = isAppOnly(mailbox)
      ? await renewApp(ui, mailbox, title)
      : await renewPerson(ui, mailbox, title);
    tellSignedInAgain(ui, signedIn);
  },
};

async function renewPerson(ui: Ui, mailbox: Mailbox, title: string): Promise<SignedIn> {
  const offered = flows.filter(({ person }) => person);
  const { situation } = ui;
  const { flow: before } = mailbox;
  const flow = await askFlow({ title }, { situation, before, registration: undefined, offered });
  if (flow === back) throw new CancelledError();
  // Suggesting the identity that was refused would bring it back without asking
  const chooseAccount = Object.values(mailbox.probes).some(
    ({ findings }) => findings[0]?.id === "otherUser",
  );
  return await withProgress(message("Signing in {0}", mailbox.address), (signal, report) =>
    ui.signInPrompts.during(report, async (interaction) => {
      const registration = await readRegistrationOf(ui, mailbox, signal);
      return await ui.mailboxes.signInAgain(
        { mailboxId: mailbox.id, flow, registration, chooseAccount },
        interaction,
        signal,
      );
    }),
  );
}

/** Nobody signs in: what is asked is the credential, where there are several. */
async function renewApp(ui: Ui, mailbox: Mailbox, title: string): Promise<SignedIn> {
  const registration = await withProgress(
    message("Reading {0}", mailbox.registrationName),
    (signal) => readRegistrationOf(ui, mailbox, signal),
  );
  const usable = registration === undefined ? [] : await ui.mailboxes.credentials(registration);
  const credential =
    usable.length > 1
      ? await askCredential({ title }, usable, credentialOf(mailbox))
      : usable[0]?.credential;
  if (credential === back) throw new CancelledError();
  return await withProgress(message("Signing in {0}", mailbox.address), (signal, report) =>
    ui.signInPrompts.during(report, (interaction) =>
      ui.mailboxes.signInAgain(
        { mailboxId: mailbox.id, flow: "appOnly", registration, credential },
        interaction,
        signal,
      ),
    ),
  );
}
