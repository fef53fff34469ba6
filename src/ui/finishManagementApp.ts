import * as vscode from "vscode";
import { message } from "../base/message";
import { planBrokerRedirect } from "../core/management/managementApp";
import type { Registration } from "../core/registration/registration";
import type { Ui } from "./parts";
import { askConsentNow } from "./prompts/signInApp";
import { runPlan } from "./runPlan";
import { signInAndShow } from "./signInAndShow";

/**
 * What is left to do with the registration of this extension once it exists: its last redirect URI, consent, and
 * signing in with it. What is done already is left out.
 * @param tenantId the directory it was made in
 * @throws Failure `graph.*`, `signIn.*`; CancelledError
 */
export async function finishManagementApp(
  ui: Ui,
  registration: Registration,
  tenantId: string | undefined,
): Promise<void> {
  await addBrokerRedirect(ui, registration);
  if ((await askConsentNow()) === "grant") {
    await vscode.commands.executeCommand("entraMail.grantAdminConsent", registration.objectId);
  }
  await use(ui, registration, tenantId);
}

/** The review before has told of it; only the client ID was missing. */
async function addBrokerRedirect(ui: Ui, registration: Registration): Promise<void> {
  const plan = planBrokerRedirect(registration);
  if (plan.steps.length === 0) return;
  await runPlan(ui, message("Adding the last redirect URI"), (signal, onProgress) =>
    ui.plans.apply(plan, signal, onProgress),
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
  await ui.registrations.signingIn(async () => {
    await ui.graphSignIn.useOwnClient(appId, tenantId);
    await signInAndShow(ui);
  });
}
