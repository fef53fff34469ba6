import * as vscode from "vscode";
import { plainText } from "../text";
import { row, tooltip } from "./looks";
import type { TreeNode } from "./node";

/** A fact with a name; its value can be copied. */
export class ValueNode implements TreeNode {
  constructor(
    readonly id: string,
    private readonly label: string,
    /** What "Copy Value" copies. */
    readonly value: string,
    private readonly shown: {
      readonly description?: string;
      readonly icon?: string;
      /** Finished Markdown. */
      readonly tooltip?: string;
    } = {},
  ) {}

  look(): vscode.TreeItem {
    const { description, icon, tooltip: markdown } = this.shown;
    const item = row(plainText(this.label), description);
    item.contextValue = "value";
    if (icon !== undefined) item.iconPath = new vscode.ThemeIcon(icon);
    if (markdown !== undefined) item.tooltip = tooltip(markdown);
    return item;
  }
}
