import type * as vscode from "vscode";
import { message } from "../../base/message";
import { type Journal, whatExists } from "../../core/registration/journal";
import { markdownWords, words } from "../localize";
import { healthIcon, row, speak, tooltip } from "./looks";
import type { TreeNode } from "./node";
import { plainText } from "../text";

/** A plan that stopped half-way; it can be continued or undone. */
export class PlanNode implements TreeNode {
  readonly id: string;

  constructor(readonly journal: Journal) {
    this.id = `plan:${journal.id}`;
  }

  look(): vscode.TreeItem {
    const name = plainText(this.journal.plan.title);
    const unfinished = words(message("not finished"));
    const facts = whatExists(this.journal);
    const item = row(name, unfinished);
    item.iconPath = healthIcon("soon");
    item.contextValue = "plan";
    item.tooltip = tooltip(
      ...facts.map(markdownWords),
      words(message("Continue it, or undo what was made.")),
    );
    speak(item, name, unfinished, ...facts.map(words));
    return item;
  }
}
