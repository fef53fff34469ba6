import * as vscode from "vscode";

/** The English text in the language of the editor; for pages that are shown outside of it. */
export function translate(english: string): string {
  return vscode.l10n.t(english);
}
