import * as vscode from "vscode";
import { message } from "../../base/message";
import { words } from "../localize";

export const reportScheme = "entra-mail";

/** Older documents are forgotten; their editors say so. */
const mostDocuments = 50;

/** Read-only documents of the extension. They live in memory, and never hold a secret. */
export class ReportDocuments implements vscode.TextDocumentContentProvider, vscode.Disposable {
  private readonly contents = new Map<string, string>();
  private readonly changed = new vscode.EventEmitter<vscode.Uri>();
  readonly onDidChange = this.changed.event;

  constructor(private readonly redact: (text: string) => string) {}

  provideTextDocumentContent(uri: vscode.Uri): string {
    const gone = words(message("This document is no longer there. Run the command again."));
    return this.contents.get(uri.path) ?? gone;
  }

  /**
   * Shows Markdown as its preview, or as text where there is no preview.
   * @param name the title of the editor
   */
  async show(name: string, markdown: string): Promise<void> {
    const path = `/${name.replaceAll(/[/\\?#%]/g, "-")}.md`;
    const uri = vscode.Uri.from({ scheme: reportScheme, path });
    this.contents.delete(path);
    this.contents.set(path, this.redact(markdown));
    for (const oldest of this.contents.keys()) {
      if (this.contents.size <= mostDocuments) break;
      this.contents.delete(oldest);
    }
    this.changed.fire(uri);
    try {
      await vscode.commands.executeCommand("markdown.showPreview", uri);
    } catch {
      await vscode.window.showTextDocument(uri, { preview: true });
    }
  }

  dispose(): void {
    this.changed.dispose();
  }
}
