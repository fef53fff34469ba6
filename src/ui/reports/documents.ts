import * as vscode from "vscode";
import { type Message, message } from "../../base/message";
import { words } from "../localize";

export const reportScheme = "entra-mail";

/** Older documents are forgotten; their editors say so. */
const mostDocuments = 50;

/** What a document is; it is part of its address, so that it is known also after the window was loaded again. */
export type DocumentKind =
  | "login"
  | "logins"
  | "registration"
  | "check"
  | "diagnosis"
  | "consent"
  | "admin-request"
  | "endpoints"
  | "command-lines"
  | "configuration"
  | "rotation"
  | "expiry"
  | "export"
  | "tokens";

/** Titles of the editors: an editor names a preview by the end of its address. */
const titles: Readonly<Record<DocumentKind, (name: string) => Message>> = {
  login: (name) => message("{0}", name),
  logins: (name) => message("{0}", name),
  registration: (name) => message("Summary of {0}", name),
  check: (name) => message("Check of {0}", name),
  diagnosis: (name) => message("Diagnosis of {0}", name),
  consent: (name) => message("Consent of {0}", name),
  "admin-request": (name) => message("Request for {0}", name),
  endpoints: (name) => message("Endpoints of {0}", name),
  "command-lines": (name) => message("Command lines of {0}", name),
  configuration: (name) => message("Meaning of {0}", name),
  rotation: (name) => message("Rotation of {0}", name),
  expiry: (name) => message("{0}", name),
  export: (name) => message("{0}", name),
  tokens: (name) => message("Tokens of {0}", name),
};

/** How secrets are hidden: those that are known and what looks like one, or those that are known only. */
interface Hide {
  readonly redact: (text: string) => string;
  readonly redactKnown: (text: string) => string;
}

/** Read-only documents of the extension. They live in memory, and never hold a secret. */
export class ReportDocuments implements vscode.TextDocumentContentProvider, vscode.Disposable {
  private readonly contents = new Map<string, string>();
  private lastShown = 0;
  private readonly changed = new vscode.EventEmitter<vscode.Uri>();
  readonly onDidChange = this.changed.event;

  /**
   * @param goneWords what is shown in place of a document that was forgotten, by the path of its address
   */
  constructor(
    private readonly hide: Hide,
    private readonly goneWords: (path: string) => Promise<string>,
    private readonly now: () => Date,
  ) {}

  async provideTextDocumentContent(uri: vscode.Uri): Promise<string> {
    return this.contents.get(keyOf(uri)) ?? (await this.goneWords(uri.path));
  }

  /**
   * Shows Markdown as its preview, or as text where there is no preview. Each has an address of its own: a preview
   * that is loading while its document changes may go on showing what it held before.
   * @param name what it is about, such as a registration; the title of the editor names the kind besides
   */
  async show(kind: DocumentKind, name: string, markdown: string): Promise<void> {
    const title = words(titles[kind](name));
    const path = `/${kind}/${title.replaceAll(/[/\\?#%]/g, "-")}.md`;
    const uri = vscode.Uri.from({ scheme: reportScheme, path, query: this.nextQuery() });
    this.put(uri, this.hide.redact(markdown));
    try {
      await vscode.commands.executeCommand("markdown.showPreview", uri);
    } catch {
      await vscode.window.showTextDocument(uri, { preview: true });
    }
  }

  /** Gives an address a text of ours, in which a placeholder may stand. */
  putText(uri: vscode.Uri, text: string): void {
    this.put(uri, this.hide.redactKnown(text));
  }

  /** Grows also across windows and restarts: an editor that comes back holds an older one. */
  private nextQuery(): string {
    this.lastShown = Math.max(this.lastShown + 1, this.now().getTime());
    return String(this.lastShown);
  }

  private put(uri: vscode.Uri, text: string): void {
    const key = keyOf(uri);
    this.contents.delete(key);
    this.contents.set(key, text);
    for (const oldest of this.contents.keys()) {
      if (this.contents.size <= mostDocuments) break;
      this.contents.delete(oldest);
    }
    this.changed.fire(uri);
  }

  /** Shows a text as it is, in the colors of its language. */
  async showText(uri: vscode.Uri, text: string, languageId: string): Promise<void> {
    this.putText(uri, text);
    const document = await vscode.workspace.openTextDocument(uri);
    await vscode.languages.setTextDocumentLanguage(document, languageId).then(undefined, () => {
      // A language that this editor does not know is no reason to show nothing
    });
    await vscode.window.showTextDocument(document, { preview: false });
  }

  dispose(): void {
    this.changed.dispose();
  }
}

function keyOf({ path, query }: vscode.Uri): string {
  return `${path}?${query}`;
}
