import * as vscode from "vscode";
import { CancelledError } from "../../base/errors";
import { message } from "../../base/message";
import { planBrokerRedirect, planManagementApp } from "../../core/management/managementApp";
import type { Registration } from "../../core/registration/registration";
import type { Command } from "../command";
import type { Ui } from "../parts";
import { askConsentNow, askManagementApp } from "../prompts/signInApp";
import { reviewAndApply } from "../reviewAndApply";
import { runPlan } from "../runPlan";
import { signInAndShow } from "../signInAndShow";

/** Makes the registration with which this extension signs in, and uses it. */
export const createManagementApp: Command = {
  id: "entraMail.createManagementApp",
  about: "management",
  signIn: "entraMail.signInToManage",
  run: async (ui) => {
    // Before the questions: whoever may not create a registration learns it now.
    const token = await ui.graphSignIn.token({ interaction: "prompt", access: "write" });
    if (token === undefined) throw new CancelledError();
    const plan = planManagementApp(await askManagementApp(), ui.newId);
    const { registration } = await reviewAndApply(ui, plan, {
      done: message("{0} is registered.", plan.title),
    });
    if (registration === undefined) return;
    await addBrokerRedirect(ui, registration);
    if ((await askConsentNow()) === "grant") {
      await vscode.commands.executeCommand("entraMail.grantAdminConsent", registration.objectId);
    }
    await use(ui, registration, token.tenantId);
  },
};

/** The review before has told of it; only the client ID was missing. */
async function addBrokerRedirect(ui: Ui, registration: Registration): Promise<void> {
  const plan = planBrokerRedirect(registration);
  if (plan.steps.length === 0) return;
  await runPlan(ui, message("Adding the last redirect URI"), (signal, onProgress) =>
    ui.registrations.apply(plan, signal, onProgress),
  );
}

async function use(
  ui: Ui,
  { appId, displayName }: Registration,
  tenantId: string | undefined,
): Promise<void> {
  const sure = await ui.notifier.confirm(
    message("Sign in with {0} from now on?", displayName),
    message(
      "Its client ID {0} and this directory are written into your settings. Another way can be chosen at any time.",
      appId,
    ),
    message("Use It"),
  );
  if (!sure) return;
  await ui.graphSignIn.useOwnClient(appId, tenantId);
  await signInAndShow(ui);
}
