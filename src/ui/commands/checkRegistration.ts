import * as vscode from "vscode";
import { message } from "../../base/message";
import type { Check } from "../../core/checks/check";
import { checkRegistration as findProblems } from "../../core/checks/checkRegistration";
import { isImported } from "../../core/registration/imported";
import { collectEvidence } from "../checkEvidence";
import type { Command } from "../command";
import { pickWords, words } from "../localize";
import { withProgress } from "../progress";
import { back } from "../prompts/frame";
import { askPick, type Choice } from "../prompts/pick";
import { readRegistrationFor } from "../readRegistration";
import { checkReportMarkdown } from "../reports/checkReport";
import { markdownWords } from "../localize";
import { reviewAndApply } from "../reviewAndApply";
import { plainText } from "../text";

/** Looks for what will not work, and offers the change that mends it. */
export const checkRegistration: Command = {
  id: "entraMail.checkRegistration",
  about: "management",
  run: async (ui, target) => {
    const title = words(message("Check Registration"));
    const registration = await readRegistrationFor(ui, target, title);
    const { displayName } = registration;
    const evidence = await withProgress(message("Checking {0}", displayName), (signal) =>
      collectEvidence(ui, registration, signal, "prompt"),
    );
    const checks = findProblems(evidence);
    if (checks.length === 0) {
      ui.notifier.inform(message("No problem was found in {0}.", displayName));
      return;
    }
    const chosen = await askPick(
      { title },
      {
        choices: [...checks.map((one) => choiceOf(one, isImported(registration))), ...reportRow()],
        placeholder: words(message("{0}: choose what to mend.", plainText(displayName))),
      },
    );
    if (chosen === back) return;
    if (chosen === "report") {
      await ui.documents.show(
        "check",
        plainText(displayName),
        checkReportMarkdown(registration, checks, markdownWords),
      );
      return;
    }
    await reviewAndApply(ui, chosen);
  },
};

type Chosen = NonNullable<Check["fix"]> | "report";

const icons: Readonly<Record<Check["finding"]["severity"], string>> = {
  error: "error",
  warning: "warning",
  information: "info",
};

/** What has no plan only tells something, and cannot be taken. */
function choiceOf({ finding, fix }: Check, readOnly: boolean): Choice<Chosen> {
  const { severity, title, explanation } = finding;
  const mends = fix !== undefined && !readOnly;
  return {
    label: `$(${icons[severity]}) ${pickWords(title)}`,
    ...(mends ? { description: `$(wand) ${words(message("Fix…"))}`, value: fix } : {}),
    detail: pickWords(explanation),
  };
}

function reportRow(): Choice<Chosen>[] {
  return [
    { label: "", kind: vscode.QuickPickItemKind.Separator },
    { label: `$(output) ${words(message("Show as a report"))}`, value: "report", alwaysShow: true },
  ];
}
