import type * as vscode from "vscode";
import type { Finding } from "../../core/diagnosis/finding";
import { markdownWords, words } from "../localize";
import { healthIcon, row, speak, tooltip } from "./looks";
import type { TreeNode } from "./node";

/** What could not be loaded, where it would have stood, with the way to try again. */
export class FailureNode implements TreeNode {
  constructor(
    readonly id: string,
    readonly finding: Finding,
    /** What "Try Again" does. */
    readonly retry: () => Promise<void>,
  ) {}

  look(): vscode.TreeItem {
    const { title, explanation } = this.finding;
    const item = row(words(title), words(explanation));
    item.iconPath = healthIcon("expired");
    item.contextValue = "failure";
    item.tooltip = tooltip(`**${markdownWords(title)}**`, markdownWords(explanation));
    speak(item, words(title), words(explanation));
    return item;
  }
}
