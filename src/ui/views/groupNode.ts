import * as vscode from "vscode";
import { row } from "./looks";
import type { TreeNode } from "./node";

/** A heading with rows below it; without rows its description says so and there is nothing to open. */
export class GroupNode implements TreeNode {
  constructor(
    readonly id: string,
    private readonly label: string,
    private readonly description: string | undefined,
    private readonly rows: readonly TreeNode[],
  ) {}

  look(): vscode.TreeItem {
    const { None, Expanded } = vscode.TreeItemCollapsibleState;
    const item = row(this.label, this.description, this.rows.length === 0 ? None : Expanded);
    item.contextValue = "group";
    return item;
  }

  children(): readonly TreeNode[] {
    return this.rows;
  }
}
