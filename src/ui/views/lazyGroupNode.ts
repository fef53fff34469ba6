import * as vscode from "vscode";
import { isCancelled } from "../../base/errors";
import { explainFailure } from "../../core/diagnosis/explain";
import type { RegistrationSummary } from "../../core/registration/registration";
import { FailureNode } from "./failureNode";
import { row } from "./looks";
import type { TreeNode } from "./node";

export interface LazyGroup {
  readonly id: string;
  readonly label: string;
  /** A codicon, as every row has one. */
  readonly icon: string;
  readonly contextValue: string;
  readonly description?: string | undefined;
  readonly registration: RegistrationSummary;
  /** Asked whenever the open group is drawn; `fresh` when the person wants it tried again. */
  readonly rows: (signal: AbortSignal, fresh: boolean) => Promise<readonly TreeNode[]>;
}

/** How a row is drawn again, and what ends when the view is closed. */
export interface Painting {
  readonly repaint: (node: TreeNode) => void;
  readonly signal: AbortSignal;
}

/** A closed heading whose rows cost a request: nobody is asked for them before it is opened. */
export class LazyGroupNode implements TreeNode {
  readonly id: string;
  readonly registration: RegistrationSummary;
  private tryAgain = false;

  constructor(
    private readonly group: LazyGroup,
    private readonly painting: Painting,
  ) {
    this.id = group.id;
    this.registration = group.registration;
  }

  look(): vscode.TreeItem {
    const { label, icon, description, contextValue } = this.group;
    const item = row(label, description, vscode.TreeItemCollapsibleState.Collapsed);
    item.iconPath = new vscode.ThemeIcon(icon);
    item.contextValue = contextValue;
    return item;
  }

  async children(): Promise<readonly TreeNode[]> {
    const fresh = this.tryAgain;
    this.tryAgain = false;
    try {
      return await this.group.rows(this.painting.signal, fresh);
    } catch (error) {
      const finding = isCancelled(error) ? undefined : explainFailure(error, "management");
      if (finding === undefined) return [];
      const again = async (): Promise<void> => {
        this.tryAgain = true;
        this.painting.repaint(this);
      };
      return [new FailureNode(`${this.id}:failure`, finding, again)];
    }
  }
}
