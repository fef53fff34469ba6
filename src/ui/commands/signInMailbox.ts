import { message } from "../../base/message";
import { CancelledError } from "../../base/errors";
import { words } from "../localize";
import type { Command } from "../command";
import type { Ui } from "../parts";
import { withProgress } from "../progress";
import { askAddress, askFlow } from "../prompts/mailboxQuestions";
import { runSteps, type Step } from "../prompts/multiStep";
import { readRegistrationFor } from "../readRegistration";
import { back } from "../prompts/frame";
import { tellSignedIn } from "../signedIn";
import type { FlowId } from "../../core/oauth/flow";
import type { Registration } from "../../core/registration/registration";
import { checkAnySignIn } from "../../services/signInClient";

interface Answers {
  readonly address: string;
  readonly flow?: FlowId;
}

/** Signs a mailbox in with the client id of a registration. */
export const signInMailbox: Command = {
  id: "entraMail.signInMailbox",
  about: "mailbox",
  // There is no mailbox yet whose sign-in could be renewed.
  signIn: "entraMail.signInMailbox",
  run: async (ui, target) => {
    const title = words(message("Sign In Mailbox"));
    // Read anew: a person who was sent to mend the registration comes back here
    const registration = await readRegistrationFor(ui, target, title);
    checkAnySignIn(registration);
    const { address, flow } = await runSteps<Answers>(title, steps(ui, registration), {
      address: "",
    });
    if (flow === undefined) throw new CancelledError();
    const signedIn = await withProgress(message("Signing in {0}", address), (signal, report) =>
      ui.signInPrompts.during(report, async (interaction) => {
        const tenantId = ui.registrations.tenantOf(registration);
        return await ui.mailboxes.signIn(
          { registration, tenantId, address, flow },
          interaction,
          signal,
        );
      }),
    );
    tellSignedIn(ui, signedIn);
  },
};

function steps({ situation }: Ui, registration: Registration): readonly Step<Answers>[] {
  return [
    {
      applies: () => true,
      ask: async (answers, frame) => {
        const address = await askAddress(frame, answers.address);
        return address === back ? back : { ...answers, address };
      },
    },
    {
      applies: () => true,
      ask: async (answers, frame) => {
        const flow = await askFlow(frame, situation, answers.flow, registration);
        return flow === back ? back : { ...answers, flow };
      },
    },
  ];
}
