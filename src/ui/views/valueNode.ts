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
    // The row cuts long values off, and what it shows may be a name for the value
    item.tooltip = markdown === undefined ? this.plainTooltip() : tooltip(markdown);
    return item;
  }

  private plainTooltip(): string {
    const [label, value] = [plainText(this.label), plainText(this.value)];
    return label === value ? value : `${label}: ${value}`;
  }
}
