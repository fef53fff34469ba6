import Module from "node:module";
import { Emitter } from "../../../src/base/event";

/** What the editor would answer, and what was asked of it. */
export const editor = {
  settings: new Map<string, unknown>(),
  /** Notifications, with their buttons. */
  shown: [] as { readonly text: string; readonly titles: readonly string[] }[],
  /** The title of the button that is pressed next. */
  press: undefined as string | undefined,
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
  editor.clipboardFault = undefined;
}

function show(text: string, ...titles: readonly string[]): Promise<string | undefined> {
  editor.shown.push({ text, titles });
  const pressed = titles.find((title) => title === editor.press);
  if (pressed !== undefined) editor.press = undefined;
  return Promise.resolve(pressed);
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
  l10n: { t: (english: string) => english },
};

type Load = (request: string, ...more: readonly unknown[]) => unknown;

// The editor alone has this module; import this file before what imports it.
const loader = Module as unknown as Record<"_load", Load>;
const load = loader["_load"].bind(loader);
loader["_load"] = (request, ...more) =>
  request === "vscode" ? fakeVscode : load(request, ...more);
