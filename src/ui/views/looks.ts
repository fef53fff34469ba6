import * as vscode from "vscode";
import type { Expiry } from "../../core/registration/expiry";

/** Icons and colours of states. The text of a row always says the same in words. */
export type Health = Expiry["state"] | "none";

const icons: Readonly<Record<Health, readonly [icon: string, color?: string]>> = {
  expired: ["error", "list.errorForeground"],
  soon: ["warning", "list.warningForeground"],
  healthy: ["pass", "testing.iconPassed"],
  none: ["circle-outline"],
};

export function healthIcon(health: Health): vscode.ThemeIcon {
  const [icon, color] = icons[health];
  return new vscode.ThemeIcon(icon, color === undefined ? undefined : new vscode.ThemeColor(color));
}

/** A row of text; `description` stands in grey to its right. */
export function row(
  label: string,
  description?: string,
  state = vscode.TreeItemCollapsibleState.None,
): vscode.TreeItem {
  const item = new vscode.TreeItem(label, state);
  if (description !== undefined) item.description = description;
  return item;
}

/** A tooltip from finished Markdown. Never trusted: links to commands stay dead. */
export function tooltip(...paragraphs: readonly string[]): vscode.MarkdownString {
  const markdown = new vscode.MarkdownString(paragraphs.filter(Boolean).join("\n\n"));
  markdown.isTrusted = false;
  markdown.supportHtml = false;
  return markdown;
}

/** Gives a row an accessible name: a whole sentence instead of label, icon and description. */
export function speak(item: vscode.TreeItem, ...parts: readonly (string | undefined)[]): void {
  item.accessibilityInformation = { label: parts.filter(Boolean).join(", ") };
}
