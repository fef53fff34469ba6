import Module from "node:module";
import { Emitter } from "../../../src/base/event";

/** What the editor would answer, and what was asked of it. */
export const editor = {
  settings: new Map<string, unknown>(),
  /** Notifications, with their buttons. */
  shown: [] as { readonly text: string; readonly titles: readonly string[] }[],
  /** The title of the button that is pressed next. */
  press: undefined as string | undefined,
  /** What the next questions are answered: part of a row, a text, "back", or "" for what stands there. */
  answers: [] as string[],
  /** Placeholders of the questions that were asked. */
  asked: [] as string[],
  /** Titles of the questions that were asked. */
  titles: [] as string[],
  /** Ids of the rows that a tree view was asked to bring into sight. */
  revealed: [] as string[],
  /** Rows of the last pick list: label, description, detail, and "taken" where it can be. */
  offered: [] as readonly (readonly string[])[],
  /** Addresses that were opened in the browser. */
  browsed: [] as string[],
  /** The person agrees to open them. */
  opens: true,
  /** Why answers were not taken. */
  refused: [] as string[],
  /** Commands that were executed, with their arguments. */
  executed: [] as (readonly unknown[])[],
  /** Context keys that were set. */
  contexts: new Map<string, unknown>(),
  /** Texts that were copied. */
  copied: [] as string[],
  /** Path that the next save or open dialogs answer; undefined = closed. */
  dialogPath: undefined as string | undefined,
  /** Files as the editor reads and writes them, by path. */
  files: new Map<string, Uint8Array>(),
  /** Paths of files that are symbolic links. */
  links: new Set<string>(),
  /** The address of the document in front. */
  inFront: undefined as object | undefined,
  /** Its text, and what is selected of it. */
  textInFront: "",
  selections: [] as readonly string[],
  /** What is on the clipboard before anything is copied. */
  clipboardText: "",
  /** Untitled documents that were opened. */
  opened: [] as { readonly language?: string; readonly content?: string }[],
  /** Items on the status bar. */
  statusItems: [] as FakeStatusItem[],
  /** What the clipboard throws. */
  clipboardFault: undefined as Error | undefined,
  /** What the accounts of the editor answer; may throw. */
  session: undefined as ((...call: readonly unknown[]) => unknown) | undefined,
  /** What the accounts of the editor were asked. */
  sessionsAsked: [] as (readonly unknown[])[],
  sessionsChanged: new Emitter<{ readonly provider: { readonly id: string } }>(),
  settingsChanged: new Emitter<{ affectsConfiguration(name: string): boolean }>(),
  windowState: new Emitter<{ readonly focused: boolean }>(),
};

/** Forgets all answers and questions. */
export function resetEditor(): void {
  editor.settings.clear();
  editor.shown = [];
  editor.press = undefined;
  editor.executed = [];
  editor.contexts.clear();
  editor.answers = [];
  editor.asked = [];
  editor.titles = [];
  editor.refused = [];
  editor.revealed = [];
  editor.offered = [];
  editor.browsed = [];
  editor.opens = true;
  editor.copied = [];
  editor.opened = [];
  editor.statusItems = [];
  editor.dialogPath = undefined;
  editor.files.clear();
  editor.links.clear();
  editor.inFront = undefined;
  editor.textInFront = "";
  editor.selections = [];
  editor.clipboardText = "";
  editor.clipboardFault = undefined;
  editor.session = undefined;
  editor.sessionsAsked = [];
}

function show(text: string, ...titles: readonly string[]): Promise<string | undefined> {
  editor.shown.push({ text, titles });
  const pressed = titles.find((title) => title === editor.press);
  if (pressed !== undefined) editor.press = undefined;
  return Promise.resolve(pressed);
}

/** Begins an answer that is only typed, and not yet taken. */
export const typed = "typed: ";

interface Row {
  readonly label: string;
  readonly description?: string;
  readonly detail?: string;
  readonly value?: unknown;
}

function fileAt({ path }: { readonly path: string }): Promise<Uint8Array> {
  const found = editor.files.get(path);
  return found === undefined ? Promise.reject(new Error("FileNotFound")) : Promise.resolve(found);
}

/** A pick list or input box that is answered, when it is shown, by the next of {@link editor.answers}. */
class FakeQuickInput {
  title = "";
  placeholder = "";
  value = "";
  busy = false;
  validationMessage: string | undefined;
  buttons: readonly unknown[] = [];
  items: readonly Row[] = [];
  activeItems: readonly Row[] = [];
  selectedItems: readonly Row[] = [];
  private readonly accepted = new Emitter<void>();
  private readonly hidden = new Emitter<void>();
  private readonly triggered = new Emitter<unknown>();
  readonly onDidAccept = this.accepted.event;
  readonly onDidHide = this.hidden.event;
  readonly onDidTriggerButton = this.triggered.event;
  private readonly changed = new Emitter<string>();
  readonly onDidChangeValue = this.changed.event;
  readonly onDidChangeActive = new Emitter<readonly Row[]>().event;

  show(): void {
    const answer = editor.answers.shift();
    editor.asked.push(this.placeholder);
    editor.titles.push(this.title);
    editor.offered = this.items.map(({ label, description = "", detail = "", value }) =>
      [label, description, detail, value === undefined ? "" : "taken"].filter(
        (part) => part !== "",
      ),
    );
    if (answer === undefined) this.hidden.fire();
    else if (answer === "back") this.triggered.fire("back");
    else if (answer.startsWith(typed)) this.type(answer.slice(typed.length));
    else this.accept(answer);
  }

  dispose(): void {
    this.items = [];
  }

  /** The next answer is given after the pause in which a list searches, and when it has found. */
  private type(text: string): void {
    this.value = text;
    this.changed.fire(text);
    setTimeout(() => this.showFound(), 350);
  }

  private showFound(): void {
    if (this.busy) setTimeout(() => this.showFound(), 10);
    else this.show();
  }

  /** An empty answer takes what stands there. */
  private accept(answer: string): void {
    if (answer !== "") {
      this.value = answer;
      this.selectedItems = this.items.filter(({ label }) => label.includes(answer));
    } else if (this.activeItems.length > 0) this.selectedItems = this.activeItems;
    this.accepted.fire();
    if (this.validationMessage !== undefined) editor.refused.push(this.validationMessage);
    // Without effect where the answer was taken
    this.hidden.fire();
  }
}

class FakeTreeItem {
  constructor(readonly label: string) {}
}

class FakeStatusItem {
  name = "";
  text = "";
  tooltip = "";
  command = "";

  show(): void {
    if (!editor.statusItems.includes(this)) editor.statusItems.push(this);
  }

  dispose(): void {
    editor.statusItems = editor.statusItems.filter((item) => item !== this);
  }
}

class FakeTheme {
  constructor(readonly id: string) {}
}

class FakeMarkdown {
  constructor(readonly value: string) {}
}

interface FileUri {
  readonly scheme: string;
  readonly authority: string;
  readonly path: string;
  readonly fsPath: string;
  readonly with: (change: { readonly path: string }) => FileUri;
}

function fileUri(path: string): FileUri {
  return {
    scheme: "file",
    authority: "",
    path,
    fsPath: path,
    with: (change: { readonly path: string }) => fileUri(change.path),
  };
}

const fakeVscode = {
  authentication: {
    onDidChangeSessions: editor.sessionsChanged.event,
    getSession: (...call: readonly unknown[]) => {
      editor.sessionsAsked.push(call);
      // What the answer throws is a refusal
      return Promise.resolve().then(() => editor.session?.(...call));
    },
  },
  workspace: {
    onDidChangeConfiguration: editor.settingsChanged.event,
    fs: {
      stat: (uri: FileUri) =>
        Promise.resolve({
          size: editor.files.get(uri.path)?.length ?? 0,
          type: editor.links.has(uri.path) ? 65 : 1,
        }),
      readFile: fileAt,
      writeFile: (uri: FileUri, contents: Uint8Array) =>
        Promise.resolve(void editor.files.set(uri.path, contents)),
      copy: (from: FileUri, to: FileUri) =>
        Promise.resolve(
          void editor.files.set(to.path, editor.files.get(from.path) ?? new Uint8Array()),
        ),
    },
    openTextDocument: (document: { readonly language?: string; readonly content?: string }) => {
      editor.opened.push(document);
      return Promise.resolve(document);
    },
    getConfiguration: (section?: string) => ({
      get: (name: string, fallback?: unknown) =>
        editor.settings.has(name) ? editor.settings.get(name) : fallback,
      update: (name: string, value: unknown) => {
        editor.settings.set(section === undefined ? name : `${section}.${name}`, value);
        return Promise.resolve();
      },
    }),
  },
  window: {
    onDidChangeWindowState: editor.windowState.event,
    showErrorMessage: show,
    showWarningMessage: show,
    showInformationMessage: show,
    withProgress: (_options: unknown, work: (progress: object, token: object) => unknown) =>
      work({ report: () => undefined }, { onCancellationRequested: () => undefined }),
    showTextDocument: () => Promise.resolve(),
    get activeTextEditor() {
      return (
        editor.inFront && {
          document: {
            uri: editor.inFront,
            getText: (selected?: string) => selected ?? editor.textInFront,
          },
          selections: editor.selections,
        }
      );
    },
    showSaveDialog: () => Promise.resolve(editor.dialogPath && fileUri(editor.dialogPath)),
    showOpenDialog: () => Promise.resolve(editor.dialogPath && [fileUri(editor.dialogPath)]),
    createTreeView: () => ({
      visible: true,
      reveal: ({ id }: { readonly id: string }) => Promise.resolve(void editor.revealed.push(id)),
      dispose: () => undefined,
    }),
    createStatusBarItem: () => new FakeStatusItem(),
    createQuickPick: () => new FakeQuickInput(),
    createInputBox: () => new FakeQuickInput(),
  },
  commands: {
    executeCommand: (...call: readonly unknown[]) => {
      if (call[0] === "setContext") editor.contexts.set(String(call[1]), call[2]);
      else editor.executed.push(call);
      return Promise.resolve();
    },
  },
  Uri: {
    parse: (text: string) => ({ toString: () => text }),
    file: fileUri,
    from: (parts: object) => ({ ...parts }),
  },
  env: {
    openExternal: (uri: { toString(): string }) => {
      editor.browsed.push(uri.toString());
      return Promise.resolve(editor.opens);
    },
    clipboard: {
      readText: () =>
        editor.clipboardFault
          ? Promise.reject(editor.clipboardFault)
          : Promise.resolve(editor.clipboardText),
      writeText: (text: string) => {
        if (editor.clipboardFault) return Promise.reject(editor.clipboardFault);
        editor.copied.push(text);
        return Promise.resolve();
      },
    },
    language: "en",
    shell: "/bin/bash",
  },
  TreeItem: FakeTreeItem,
  TreeItemCollapsibleState: { None: 0, Collapsed: 1, Expanded: 2 },
  ThemeIcon: FakeTheme,
  ThemeColor: FakeTheme,
  MarkdownString: FakeMarkdown,
  EventEmitter: Emitter,
  FileSystemError: { Unavailable: (reason: string) => new Error(reason) },
  ProgressLocation: { Notification: 15 },
  StatusBarAlignment: { Left: 1, Right: 2 },
  QuickInputButtons: { Back: "back" },
  QuickPickItemKind: { Separator: -1 },
  FileType: { File: 1, SymbolicLink: 64 },
  UIKind: { Desktop: 1, Web: 2 },
  l10n: { t: (english: string) => english },
};

type Load = (request: string, ...more: readonly unknown[]) => unknown;

// The editor alone has this module; import this file before what imports it.
const loader = Module as unknown as Record<"_load", Load>;
const load = loader["_load"].bind(loader);
loader["_load"] = (request, ...more) =>
  request === "vscode" ? fakeVscode : load(request, ...more);
