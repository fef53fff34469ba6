import * as vscode from "vscode";
import { isCancelled } from "../../base/errors";
import { message } from "../../base/message";
import { isFailure } from "../../core/failure";
import type { RegisterAnswers } from "../../core/registration/registerAnswers";
import type { RegistrationSummary } from "../../core/registration/registration";
import { applyPlan, signInToDirectory } from "../applyPlan";
import type { Command } from "../command";
import { commandLineRows } from "../commandLineCopy";
import { words } from "../localize";
import type { Ui } from "../parts";
import { withProgress } from "../progress";
import { askRegistration } from "../prompts/registerAnswers";
import { askReview } from "../prompts/registerReview";
import { registerQuestionParts } from "../registerQuestionParts";
import { tellingUnusedKeys } from "../unusedKeys";

/** Asks, shows the plan, and creates the registration. */
export const registerMailApp: Command = {
  id: "entraMail.registerMailApp",
  about: "management",
  run: (ui) => tellingUnusedKeys(ui, () => register(ui)),
};

async function register(ui: Ui, before?: RegisterAnswers): Promise<void> {
  // Before the questions: whoever may not create a registration learns it now, not after seven steps.
  const directory = await signInToDirectory(ui);
  const asked = await askRegistration({
    ...registerQuestionParts(ui),
    title: words(message("Register Mail App")),
    sameName: (name) => sameName(ui, name),
    review: (plan, frame) =>
      askReview(plan, directory, frame, commandLineRows(ui, plan, ui.settings.cloud)),
    ...(before && { before }),
  });
  if (asked.kind === "existing") {
    offerExisting(ui, asked.registration);
    return;
  }
  const { plan, answers } = asked;
  try {
    await applyPlan(
      ui,
      message("Registering {0}", plan.title),
      (signal, onProgress) => ui.plans.apply(plan, signal, onProgress),
      plan.presetId,
    );
  } catch (error) {
    if (!isRefused(error)) throw error;
    tellRefused(ui, error, answers);
  }
}

/** The directory said no to what was asked for: with other answers it may say yes. */
function isRefused(error: unknown): boolean {
  return isFailure(error, "graph.badRequest") || isFailure(error, "graph.forbidden");
}

/** Nothing was created; nobody has to answer everything once more. */
function tellRefused(ui: Ui, error: unknown, answers: RegisterAnswers): void {
  ui.notifier.failure(error, {
    about: "management",
    note: message("Nothing was created."),
    first: [
      {
        title: message("Change Answers…"),
        run: () => tellingUnusedKeys(ui, () => register(ui, answers)),
      },
    ],
  });
}

/** A guard, not a gate: where the directory cannot be asked, the registration may be made all the same. */
async function sameName(
  { registrations, log }: Ui,
  name: string,
): Promise<readonly RegistrationSummary[]> {
  try {
    return await withProgress(message("Looking for registrations named {0}", name), (signal) =>
      registrations.sameName(name, signal),
    );
  } catch (error) {
    if (isCancelled(error)) throw error;
    log.warn(`The name could not be looked for: ${String(error)}`);
    return [];
  }
}

function offerExisting(
  { notifier }: Pick<Ui, "notifier">,
  { displayName, objectId }: RegistrationSummary,
): void {
  notifier.inform(
    message("Nothing was created: {0} is there already.", displayName),
    {
      title: message("Sign In Mailbox"),
      run: () => vscode.commands.executeCommand("entraMail.signInMailbox", objectId),
    },
    {
      title: message("Check Registration"),
      run: () => vscode.commands.executeCommand("entraMail.checkRegistration", objectId),
    },
  );
}
