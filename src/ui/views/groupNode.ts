import * as vscode from "vscode";
import { row } from "./looks";
import type { RegistrationPart, RowFacts, TreeNode } from "./node";

export interface Group {
  readonly id: string;
  readonly label: string;
  /** A codicon. Without one the editor draws rows with an icon left of their heading. */
  readonly icon: string;
  /** Default `group`. */
  readonly contextValue?: string;
  readonly description?: string | undefined;
  readonly registration?: RowFacts["registration"];
  readonly part?: RegistrationPart;
  readonly rows: readonly TreeNode[];
  /** Closed at first: the rows are many, or seldom wanted. */
  readonly closed?: boolean;
}

/** A heading with rows below it; without rows its description says so and there is nothing to open. */
export class GroupNode implements TreeNode {
  readonly id: string;
  readonly registration?: NonNullable<RowFacts["registration"]>;
  readonly part?: RegistrationPart;

  constructor(private readonly group: Group) {
    // The editor remembers of each id whether it is open: without rows it would stay closed when the first one comes
    this.id = group.rows.length === 0 ? `${group.id}:none` : group.id;
    if (group.registration !== undefined) this.registration = group.registration;
    if (group.part !== undefined) this.part = group.part;
  }

  look(): vscode.TreeItem {
    const { label, icon, description, rows, closed = false, contextValue = "group" } = this.group;
    const { None, Expanded, Collapsed } = vscode.TreeItemCollapsibleState;
    const open = closed ? Collapsed : Expanded;
    const item = row(label, description, rows.length === 0 ? None : open);
    item.iconPath = new vscode.ThemeIcon(icon);
    item.contextValue = contextValue;
    return item;
  }

  children(): readonly TreeNode[] {
    return this.group.rows;
  }
}
