import { message } from "../../base/message";
import { CancelledError } from "../../base/errors";
import { words } from "../localize";
import type { Command } from "../command";
import type { Ui } from "../parts";
import { withProgress } from "../progress";
import { askAddress, askFlow } from "../prompts/mailboxQuestions";
import { runSteps, type Step } from "../prompts/multiStep";
import { pickRegistration } from "../prompts/pickRegistration";
import { back } from "../prompts/frame";
import { tellSignedIn } from "../signedIn";
import { registrationOf } from "../target";
import type { FlowId } from "../../core/oauth/flow";

interface Answers {
  readonly address: string;
  readonly flow?: FlowId;
}

/** Signs a mailbox in with the client id of a registration. */
export const signInMailbox: Command = {
  id: "entraMail.signInMailbox",
  about: "mailbox",
  run: async (ui, target) => {
    const title = words(message("Sign In Mailbox"));
    const summary = registrationOf(ui, target) ?? (await pickRegistration(ui, title));
    const { address, flow } = await runSteps<Answers>(title, steps(ui), { address: "" });
    if (flow === undefined) throw new CancelledError();
    const signedIn = await withProgress(message("Signing in {0}", address), (signal, report) =>
      ui.signInPrompts.during(report, async (interaction) => {
        const registration = await ui.registrations.details(summary.objectId, signal, {
          interaction: "prompt",
        });
        const tenantId = ui.registrations.list.account?.tenantId;
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

function steps({ situation }: Ui): readonly Step<Answers>[] {
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
        const flow = await askFlow(frame, situation, answers.flow);
        return flow === back ? back : { ...answers, flow };
      },
    },
  ];
}
