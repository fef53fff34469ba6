import type * as vscode from "vscode";
import type { Finding } from "../../core/diagnosis/finding";
import type { Plan } from "../../core/registration/plan";
import type { RegistrationSummary } from "../../core/registration/registration";
import { markdownWords, words } from "../localize";
import { type Health, healthIcon, row, speak, tooltip } from "./looks";
import type { TreeNode } from "./node";

const healths: Readonly<Record<Finding["severity"], Health>> = {
  error: "expired",
  warning: "soon",
  information: "none",
};

/** A problem of a registration, with the change that mends it, or what a person can do. */
export class FindingNode implements TreeNode {
  readonly id: string;

  constructor(
    readonly registration: RegistrationSummary,
    readonly finding: Finding,
    readonly fix: Plan | undefined,
  ) {
    this.id = `${registration.objectId}:check:${finding.id}`;
  }

  look(): vscode.TreeItem {
    const { title, explanation, severity, actions } = this.finding;
    const item = row(words(title), words(explanation));
    item.iconPath = healthIcon(healths[severity]);
    const isFixable = this.fix !== undefined || actions.length > 0;
    item.contextValue = isFixable ? "finding.fixable" : "finding";
    item.tooltip = tooltip(`**${markdownWords(title)}**`, markdownWords(explanation));
    speak(item, words(title), words(explanation));
    return item;
  }
}
