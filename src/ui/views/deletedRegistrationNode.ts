import * as vscode from "vscode";
import { type Message, message } from "../../base/message";
import type { Clock } from "../../core/ports";
import type { RegistrationSummary } from "../../core/registration/registration";
import { markdownWords, words } from "../localize";
import { agoWords, leftWords } from "../moments";
import { plainText } from "../text";
import { row, speak, tooltip } from "./looks";
import type { TreeNode } from "./node";

/** How long a deleted registration is kept (Graph "directory deletedItems": 30 days). */
const keptMilliseconds = 30 * 86_400_000;

/** A deleted registration. Nothing of it can be read but its name, its ids and when it was deleted. */
export class DeletedRegistrationNode implements TreeNode {
  readonly id: string;
  readonly part = { kind: "deleted" } as const;

  constructor(
    private readonly clock: Clock,
    readonly registration: RegistrationSummary,
  ) {
    this.id = `deleted:${registration.objectId}`;
  }

  look(): vscode.TreeItem {
    const { displayName, appId } = this.registration;
    const name = plainText(displayName);
    const deleted = words(this.since());
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

  private since(): Message {
    const { deletedDateTime } = this.registration;
    if (deletedDateTime === undefined) return message("deleted");
    const at = new Date(deletedDateTime);
    const now = this.clock.now();
    const left = leftWords(new Date(at.getTime() + keptMilliseconds), now);
    return left === undefined
      ? message("deleted {0}", agoWords(at, now))
      : message("deleted {0} · {1} left to restore", agoWords(at, now), left);
  }
}
