import * as vscode from "vscode";
import { plainText } from "../text";
import { row, tooltip } from "./looks";
import type { RegistrationPart, RowFacts, TreeNode } from "./node";

export interface ShownValue {
  readonly description?: string;
  /** A codicon; default `circle-small`. */
  readonly icon?: string;
  /** Finished Markdown. */
  readonly tooltip?: string;
  /** Default `value`. */
  readonly contextValue?: string;
  readonly registration?: RowFacts["registration"];
  readonly part?: RegistrationPart;
}

/** A fact with a name; its value can be copied. */
export class ValueNode implements TreeNode {
  readonly registration?: NonNullable<RowFacts["registration"]>;
  readonly part?: RegistrationPart;

  constructor(
    readonly id: string,
    private readonly label: string,
    /** What "Copy Value" copies. */
    readonly value: string,
    private readonly shown: ShownValue = {},
  ) {
    if (shown.registration !== undefined) this.registration = shown.registration;
    if (shown.part !== undefined) this.part = shown.part;
  }

  look(): vscode.TreeItem {
    const {
      description,
      tooltip: markdown,
      contextValue = "value",
      icon = "circle-small",
    } = this.shown;
    const item = row(plainText(this.label), description);
    item.contextValue = contextValue;
    item.iconPath = new vscode.ThemeIcon(icon);
    // The row cuts long values off, and what it shows may be a name for the value
    item.tooltip = markdown === undefined ? this.plainTooltip() : tooltip(markdown);
    return item;
  }

  private plainTooltip(): string {
    const [label, value] = [plainText(this.label), plainText(this.value)];
    return label === value ? value : `${label}: ${value}`;
  }
}
