import * as vscode from "vscode";
import { message } from "../../base/message";
import type { Check } from "../../core/checks/check";
import { checkRegistration as findProblems } from "../../core/checks/checkRegistration";
import { isImported } from "../../core/registration/imported";
import { exchangeOnlineAppId } from "../../core/registration/permissions";
import { presetOf } from "../../core/registration/presetRegistry";
import type { Registration } from "../../core/registration/registration";
import type { Button } from "../button";
import { collectEvidence } from "../checkEvidence";
import type { Command } from "../command";
import { exchangeScriptButton } from "../exchangeScriptButton";
import { findingButtons } from "../findingActions";
import { markdownWords, notice, pickWords, words } from "../localize";
import { mendFinding } from "../mendFinding";
import type { Ui } from "../parts";
import { withProgress } from "../progress";
import { answered } from "../prompts/editTarget";
import { askIntent } from "../prompts/intentQuestion";
import { askPick, type Choice } from "../prompts/pick";
import { readRegistrationFor } from "../readRegistration";
import { checkReportMarkdown } from "../reports/checkReport";
import { plainText } from "../text";

/** Looks for what will not work, and offers the change that mends it. */
export const checkRegistration: Command = {
  id: "entraMail.checkRegistration",
  about: "management",
  run: async (ui, target) => {
    const registration = await readRegistrationFor(ui, target, title());
    if (ui.remembered.intentOf(registration.appId) === undefined) await askUse(ui, registration);
    await look(ui, registration);
  },
};

const title = (): string => words(message("Check Registration"));

async function askUse(ui: Ui, registration: Registration): Promise<void> {
  const { remembered, settings } = ui;
  const { appId } = registration;
  const known = remembered.intentOf(appId);
  const presetId = await askIntent({ title: title() }, registration, settings.cloud, known);
  if (presetId !== known?.presetId) await remembered.madeFor(appId, presetId);
}

async function look(ui: Ui, registration: Registration): Promise<void> {
  const { displayName } = registration;
  const evidence = await withProgress(message("Checking {0}", displayName), (signal) =>
    collectEvidence(ui, registration, signal, "prompt"),
  );
  const checks = findProblems(evidence);
  if (checks.length === 0) {
    tellNothingFound(ui, registration);
    return;
  }
  // A row cuts its detail off
  const whole = new Map(
    checks.map((one) => [choiceOf(one, isImported(registration)), notice(one.finding.explanation)]),
  );
  const chosen = answered(
    await askPick<Chosen>(
      { title: title() },
      {
        choices: [...whole.keys(), ...otherRows(ui, registration)],
        placeholder: words(message("{0}: choose what to mend.", plainText(displayName))),
        promptOf: (row) => whole.get(row),
      },
    ),
  );
  if (chosen === "use") await lookForOtherUse(ui, registration);
  else if (chosen === "report") {
    await ui.documents.show(
      "check",
      plainText(displayName),
      checkReportMarkdown(registration, checks, markdownWords),
    );
    tellNext(ui, registration, checks);
  } else await mendFinding(ui, chosen, registration);
}

/** What Exchange lets a service into is not in the directory. */
function tellNothingFound(ui: Ui, registration: Registration): void {
  const { displayName, objectId } = registration;
  const changeUse: Button = {
    title: message("Change Use…"),
    run: () => lookForOtherUse(ui, registration),
  };
  if (hasProtocolRole(registration)) {
    ui.notifier.inform(
      message(
        "No problem was found in {0}. Whether Exchange lets it into a mailbox cannot be seen from here.",
        displayName,
      ),
      exchangeScriptButton(objectId),
      changeUse,
    );
  } else ui.notifier.inform(message("No problem was found in {0}.", displayName), changeUse);
}

function hasProtocolRole({ requiredResourceAccess }: Registration): boolean {
  return requiredResourceAccess.some(
    ({ resourceAppId, resourceAccess }) =>
      resourceAppId === exchangeOnlineAppId && resourceAccess.some(({ type }) => type === "Role"),
  );
}

/** A report has no buttons: the best thing to do about its first problem. */
function tellNext(ui: Ui, registration: Registration, checks: readonly Check[]): void {
  const { displayName, objectId } = registration;
  const [first] = checks;
  if (first === undefined) return;
  const [best] = findingButtons(first.finding, { target: objectId });
  const next =
    first.fix === undefined
      ? best
      : { title: message("Fix…"), run: () => mendFinding(ui, first, registration) };
  ui.notifier.inform(
    checks.length === 1
      ? message("{0}: 1 problem", displayName)
      : message("{0}: {1} problems", displayName, checks.length),
    ...(next === undefined || isImported(registration) ? [] : [next]),
  );
}

async function lookForOtherUse(ui: Ui, registration: Registration): Promise<void> {
  await askUse(ui, registration);
  await look(ui, registration);
}

type Chosen = Check | "report" | "use";

const icons: Readonly<Record<Check["finding"]["severity"], string>> = {
  error: "error",
  warning: "warning",
  information: "info",
};

/** What has neither a plan nor something to do only tells, and cannot be taken. */
function choiceOf(check: Check, readOnly: boolean): Choice<Chosen> {
  const { severity, title: headline, explanation, actions } = check.finding;
  const row = {
    label: `$(${icons[severity]}) ${pickWords(headline)}`,
    detail: pickWords(explanation),
  };
  const way = actions.length > 1 ? message("Choose how…") : actions[0]?.title;
  const next = check.fix === undefined ? way : message("Fix…");
  if (next === undefined || readOnly) return row;
  const icon = check.fix === undefined ? "arrow-right" : "wand";
  return { ...row, description: `$(${icon}) ${pickWords(next)}`, value: check };
}

function otherRows({ remembered }: Ui, { appId }: Registration): Choice<Chosen>[] {
  const preset = presetOf(remembered.intentOf(appId)?.presetId);
  return [
    { label: "", kind: vscode.QuickPickItemKind.Separator },
    {
      label: `$(tag) ${words(message("Change Use…"))}`,
      description: pickWords(preset?.title ?? message("told from how it is set up")),
      value: "use",
      alwaysShow: true,
    },
    { label: `$(output) ${words(message("Show as a report"))}`, value: "report", alwaysShow: true },
  ];
}
