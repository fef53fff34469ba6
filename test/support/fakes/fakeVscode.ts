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
  /** Why answers were not taken. */
  refused: [] as string[],
  /** Commands that were executed, with their arguments. */
  executed: [] as (readonly unknown[])[],
  /** What the clipboard throws. */
  clipboardFault: undefined as Error | undefined,
  settingsChanged: new Emitter<{ affectsConfiguration(name: string): boolean }>(),
  windowState: new Emitter<{ readonly focused: boolean }>(),
};

/** Forgets all answers and questions. */
export function resetEditor(): void {
  editor.settings.clear();
  editor.shown = [];
  editor.press = undefined;
  editor.executed = [];
  editor.answers = [];
  editor.asked = [];
  editor.refused = [];
  editor.clipboardFault = undefined;
}

function show(text: string, ...titles: readonly string[]): Promise<string | undefined> {
  editor.shown.push({ text, titles });
  const pressed = titles.find((title) => title === editor.press);
  if (pressed !== undefined) editor.press = undefined;
  return Promise.resolve(pressed);
}

interface Row {
  readonly label: string;
  readonly value?: unknown;
}

/** A pick list or input box that is answered, when it is shown, by the next of {@link editor.answers}. */
class FakeQuickInput {
  title = "";
  placeholder = "";
  value = "";
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
  readonly onDidChangeValue = new Emitter<string>().event;

  show(): void {
    const answer = editor.answers.shift();
    editor.asked.push(this.placeholder);
    if (answer === undefined) this.hidden.fire();
    else if (answer === "back") this.triggered.fire("back");
    else this.accept(answer);
  }

  dispose(): void {
    this.items = [];
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

class FakeTheme {
  constructor(readonly id: string) {}
}

class FakeMarkdown {
  constructor(readonly value: string) {}
}

const fakeVscode = {
  workspace: {
    onDidChangeConfiguration: editor.settingsChanged.event,
    getConfiguration: () => ({
      get: (name: string, fallback?: unknown) =>
        editor.settings.has(name) ? editor.settings.get(name) : fallback,
    }),
  },
  window: {
    onDidChangeWindowState: editor.windowState.event,
    showErrorMessage: show,
    showWarningMessage: show,
    showInformationMessage: show,
    withProgress: (_options: unknown, work: (progress: object, token: object) => unknown) =>
      work({ report: () => undefined }, { onCancellationRequested: () => undefined }),
    createQuickPick: () => new FakeQuickInput(),
    createInputBox: () => new FakeQuickInput(),
  },
  commands: {
    executeCommand: (...call: readonly unknown[]) => {
      editor.executed.push(call);
      return Promise.resolve();
    },
  },
  env: {
    clipboard: {
      writeText: () =>
        editor.clipboardFault ? Promise.reject(editor.clipboardFault) : Promise.resolve(),
    },
    language: "en",
  },
  TreeItem: FakeTreeItem,
  TreeItemCollapsibleState: { None: 0, Collapsed: 1, Expanded: 2 },
  ThemeIcon: FakeTheme,
  ThemeColor: FakeTheme,
  MarkdownString: FakeMarkdown,
  EventEmitter: Emitter,
  ProgressLocation: { Notification: 15 },
  QuickInputButtons: { Back: "back" },
  QuickPickItemKind: { Separator: -1 },
  l10n: { t: (english: string) => english },
};

type Load = (request: string, ...more: readonly unknown[]) => unknown;

// The editor alone has this module; import this file before what imports it.
const loader = Module as unknown as Record<"_load", Load>;
const load = loader["_load"].bind(loader);
loader["_load"] = (request, ...more) =>
  request === "vscode" ? fakeVscode : load(request, ...more);
