import { message } from "../../base/message";
import { CancelledError } from "../../base/errors";
import type { Credential } from "../../core/mailbox/credential";
import type { UsableCredential } from "../../core/mailbox/usableCredentials";
import type { FlowId } from "../../core/oauth/flow";
import { needsCredential } from "../../core/oauth/signInObstacle";
import type { Registration } from "../../core/registration/registration";
import { checkAnySignIn } from "../../services/signInClient";
import { words } from "../localize";
import type { Command } from "../command";
import type { Ui } from "../parts";
import { withProgress } from "../progress";
import { askCredential } from "../prompts/credentialQuestion";
import { askAddress, askFlow } from "../prompts/mailboxQuestions";
import { runSteps, type Step } from "../prompts/multiStep";
import { readRegistrationFor } from "../readRegistration";
import { back } from "../prompts/frame";
import { tellSignedIn } from "../signedIn";

interface Answers {
  readonly address: string;
  /** The shared mailbox to open; empty = the own one. */
  readonly opens: string;
  readonly flow?: FlowId;
  readonly credential?: Credential;
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
    const usable = await ui.mailboxes.credentials(registration);
    checkAnySignIn(registration, usable.length > 0);
    const { address, opens, flow, credential } = await runSteps<Answers>(
      title,
      steps(ui, registration, usable),
      { address: "", opens: "" },
    );
    if (flow === undefined) throw new CancelledError();
    const signedIn = await withProgress(message("Signing in {0}", address), (signal, report) =>
      ui.signInPrompts.during(report, async (interaction) => {
        const tenantId = ui.registrations.tenantOf(registration);
        return await ui.mailboxes.signIn(
          { registration, tenantId, address, opens, flow, credential },
          interaction,
          signal,
        );
      }),
    );
    tellSignedIn(ui, signedIn);
  },
};

function steps(
  { situation, remembered }: Ui,
  registration: Registration,
  usable: readonly UsableCredential[],
): readonly Step<Answers>[] {
  const isShared = remembered.intentOf(registration.appId)?.presetId === "sharedMailbox";
  const asksWhich = usable.length > 1;
  return [
    {
      applies: () => true,
      ask: async (answers, frame) => {
        const own = isShared ? message("Your own mail address: you sign in with it") : undefined;
        const address = await askAddress(frame, answers.address, own);
        return address === back ? back : { ...answers, address };
      },
    },
    {
      applies: () => isShared,
      ask: async (answers, frame) => {
        const shared = message("Mail address of the shared mailbox to open");
        const opens = await askAddress(frame, answers.opens, shared);
        return opens === back ? back : { ...answers, opens };
      },
    },
    {
      applies: () => true,
      decidesWhatFollows: asksWhich,
      ask: async (answers, frame) => {
        const hasCredential = usable.length > 0;
        const { flow: before } = answers;
        const flow = await askFlow(frame, { situation, before, registration, hasCredential });
        return flow === back ? back : { ...answers, flow };
      },
    },
    {
      applies: ({ flow }) => asksWhich && flow !== undefined && needsCredential(registration, flow),
      ask: async (answers, frame) => {
        const credential = await askCredential(frame, usable, answers.credential);
        return credential === back ? back : { ...answers, credential };
      },
    },
  ];
}
