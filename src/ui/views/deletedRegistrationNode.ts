import * as vscode from "vscode";
import { message } from "../../base/message";
import type { RegistrationSummary } from "../../core/registration/registration";
import { markdownWords, words } from "../localize";
import { plainText } from "../text";
import { row, speak, tooltip } from "./looks";
import type { TreeNode } from "./node";

/** A deleted registration. Nothing of it can be read but its name and ids. */
export class DeletedRegistrationNode implements TreeNode {
  readonly id: string;
  readonly part = { kind: "deleted" } as const;

  constructor(readonly registration: RegistrationSummary) {
    this.id = `deleted:${registration.objectId}`;
  }

  look(): vscode.TreeItem {
    const { displayName, appId } = this.registration;
    const name = plainText(displayName);
    const deleted = words(message("deleted"));
    const item = row(name, deleted);
    item.iconPath = new vscode.ThemeIcon("trash");
    item.contextValue = "deletedRegistration";
    item.tooltip = tooltip(
      `**${markdownWords(message("{0}", displayName))}**`,
      markdownWords(message("It can be restored for 30 days after it was deleted.")),
      markdownWords(message("Application (client) ID {0}", appId)),
    );
    speak(item, words(message("Deleted app registration {0}", name)));
    return item;
  }
}
