import * as vscode from "vscode";
import { CancelledError } from "../base/errors";
import { type Message, message } from "../base/message";
import { allowsSignIn } from "../core/oauth/signInObstacle";
import { actsAsItself } from "../core/registration/actsAsItself";
import { unlikePreset } from "../core/registration/intent";
import { declaredMailPermissions } from "../core/registration/mailPermissions";
import { presetOf } from "../core/registration/presetRegistry";
import type { Registration } from "../core/registration/registration";
import type { Plan } from "../core/registration/plan";
import { accessFor } from "../services/planAccess";
import type { Applied } from "../services/planDesk";
import type { CommandId } from "./commandIds";
import { locale, markdownWords } from "./localize";
import type { Ui } from "./parts";
import { registrationSummaryMarkdown } from "./reports/registrationSummary";
import { type PlanWork, runPlan } from "./runPlan";
import { plainText } from "./text";
import { stepDone } from "./walkthrough";

/**
 * Signs in with the rights a plan needs; those to change registrations where it is not made yet.
 * @returns account and directory, for the review
 * @throws Failure `signIn.*`; CancelledError
 */
export async function signInToDirectory(
  { graphSignIn, directories }: Ui,
  plan?: Plan,
): Promise<string> {
  const token = await graphSignIn.token({
    interaction: "prompt",
    access: accessFor(plan ?? { steps: [] }),
  });
  if (token === undefined) throw new CancelledError();
  const { accountLabel, tenantId } = token;
  const directory = directories.nameOf(tenantId ?? "") ?? tenantId;
  return plainText(directory === undefined ? accountLabel : `${accountLabel} · ${directory}`);
}

/** Registers under progress that can be cancelled, then shows what came of it. @throws as {@link runPlan} */
export async function applyPlan(
  ui: Ui,
  title: Message,
  work: PlanWork,
  presetId?: string,
): Promise<Applied> {
  const applied = await runPlan(ui, title, work);
  const { registration } = applied;
  if (registration !== undefined && presetId !== undefined) {
    const declared = declaredMailPermissions(registration.requiredResourceAccess);
    const chosen = unlikePreset(presetOf(presetId), declared);
    await ui.remembered.madeFor(registration.appId, presetId, chosen);
  }
  await summarize(ui, applied, presetId);
  return applied;
}

/** Shows what was made, with what its preset leaves to do, and offers the next steps. */
export async function summarize(
  ui: Pick<Ui, "documents" | "notifier" | "registrations" | "settings">,
  { registration, storedSecretKeyId }: Pick<Applied, "registration" | "storedSecretKeyId">,
  presetId?: string,
): Promise<void> {
  if (registration === undefined) return;
  const { displayName, objectId } = registration;
  const tenantId = ui.registrations.tenantOf(registration);
  // First the document: opened later, it would take the keyboard from what the notification leads to.
  await ui.documents.show(
    "registration",
    plainText(displayName),
    registrationSummaryMarkdown(
      {
        registration,
        tenantId,
        storedSecretKeyId,
        cloud: ui.settings.cloud,
        preset: presetOf(presetId),
      },
      { say: markdownWords, locale: locale() },
    ),
  );
  const steps = nextSteps(registration, storedSecretKeyId !== undefined);
  stepDone("registered");
  ui.notifier.inform(
    message("{0} is registered.", displayName),
    ...steps.map(({ title, command }) => ({
      title,
      run: () => vscode.commands.executeCommand(command, objectId),
    })),
  );
}

interface NextStep {
  readonly title: Message;
  readonly command: CommandId;
}

const copySecret: NextStep = {
  title: message("Copy Client Secret"),
  command: "entraMail.copyClientSecret",
};

const exportConfiguration: NextStep = {
  title: message("Export Configuration…"),
  command: "entraMail.exportConfiguration",
};

/** Signing in a mailbox, what an app without a user waits for, or what the app needs that alone can use it. */
function nextSteps(registration: Registration, secretStored: boolean): readonly NextStep[] {
  if (actsAsItself(registration)) {
    return [
      { title: message("Grant Admin Consent…"), command: "entraMail.grantAdminConsent" },
      { title: message("Show Exchange Online Script…"), command: "entraMail.showExchangeScript" },
      ...(secretStored ? [copySecret] : []),
    ];
  }
  if (allowsSignIn(registration)) {
    return [
      { title: message("Sign In Mailbox"), command: "entraMail.signInMailbox" },
      ...(secretStored ? [copySecret] : []),
      exportConfiguration,
    ];
  }
  return secretStored
    ? [copySecret, exportConfiguration]
    : [
        { title: message("Copy Client ID"), command: "entraMail.copyClientId" },
        exportConfiguration,
      ];
}
