import * as vscode from "vscode";
import type { Message } from "../../base/message";
import type { CommandId } from "../commandIds";
import { words } from "../localize";
import { row } from "./looks";
import type { TreeNode } from "./node";

/** A row that leads on, where the rows before it leave no room for a welcome text. */
export class ActionNode implements TreeNode {
  readonly id: string;

  constructor(
    private readonly title: Message,
    private readonly command: CommandId,
    private readonly icon: string,
  ) {
    this.id = `action:${command}`;
  }

  look(): vscode.TreeItem {
    const item = row(words(this.title));
    item.iconPath = new vscode.ThemeIcon(this.icon);
    item.contextValue = "action";
    item.command = { command: this.command, title: words(this.title) };
    return item;
  }
}
