import * as vscode from "vscode";
import { type Message, message } from "../../base/message";
import type { Clock } from "../../core/ports";
import { type Journal, nextStep } from "../../core/registration/journal";
import { describeStep } from "../../core/registration/stepWords";
import { whatExists } from "../../core/registration/journalWords";
import { type RestingRemoval, restingRemovals } from "../../core/registration/rotationDue";
import { locale, markdownWords, words } from "../localize";
import { dateWords } from "../moments";
import { plainText } from "../text";
import { healthIcon, row, speak, tooltip } from "./looks";
import type { TreeNode } from "./node";

/** A plan that stopped half-way, or waits for the removal of an old secret; it can be continued or undone. */
export class PlanNode implements TreeNode {
  readonly id: string;

  constructor(
    readonly journal: Journal,
    private readonly clock: Pick<Clock, "now">,
  ) {
    this.id = `plan:${journal.id}`;
  }

  look(): vscode.TreeItem {
    const [resting] = restingRemovals([this.journal], this.clock.now());
    const title = plainText(this.journal.plan.title);
    const name = resting === undefined ? title : words(message("{0}: old client secret", title));
    const state = words(this.state(resting));
    const facts = whatExists(this.journal);
    const item = row(name, state);
    item.iconPath = resting?.due === false ? new vscode.ThemeIcon("watch") : healthIcon("soon");
    item.contextValue = "plan";
    item.tooltip = tooltip(
      ...facts.map(markdownWords),
      words(message("Continue it, or undo what was made.")),
    );
    speak(item, name, state, ...facts.map(words));
    return item;
  }

  private state(resting: RestingRemoval | undefined): Message {
    if (resting === undefined) {
      const next = nextStep(this.journal);
      return next === undefined
        ? message("not finished")
        : message("not finished, next: {0}", describeStep(next));
    }
    // What to do goes first: a narrow view cuts the end off
    const { step, from, due } = resting;
    if (due) return message("remove old secret: {0}", step.displayName);
    const when = dateWords(new Date(from), locale());
    return message("from {0}: remove old secret {1}", when, step.displayName);
  }
}
