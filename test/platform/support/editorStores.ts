import type * as vscode from "vscode";
import { Emitter } from "../../../src/base/event";
import type { Turns } from "./turns";

type State = Record<string, unknown>;

const copy = (state: State): State => JSON.parse(JSON.stringify(state)) as State;

/** What the windows of an editor share, and how each of them sees it. */
export interface EditorStores {
  /** As a window that is opened now finds it. */
  readonly secrets: ReadonlyMap<string, string>;
  readonly state: State;
  /** The stores of a new window. */
  open(): { readonly secrets: vscode.SecretStorage; readonly memento: vscode.Memento };
}

/**
 * The state: each window has a copy that it writes as a whole, and that is replaced when the editor tells what a
 * window wrote; so on the desktop and in a browser. Source: `extHostMemento.ts`, `storageService.ts` of VS Code.
 */
class WindowStates {
  state: State = {};
  private readonly windows: { copy: State; readonly told: State[] }[] = [];

  constructor(private readonly turns: Turns) {}

  open(): vscode.Memento {
    const window = { copy: copy(this.state), told: [] as State[] };
    this.windows.push(window);
    return {
      keys: () => Object.keys(window.copy),
      get: (key: string) => window.copy[key],
      update: (key, value) => {
        window.copy = copy({ ...window.copy, [key]: value as unknown });
        return this.turns.step(() => this.save(window.copy));
      },
    };
  }

  private save(state: State): void {
    this.state = copy(state);
    for (const window of this.windows) {
      window.told.push(copy(state));
      // In the order in which it was written, whichever of the deliveries comes first
      void this.turns.step(() => void (window.copy = window.told.shift() ?? window.copy));
    }
  }
}

/** The events of a SecretStorage, which carry no more than the key. */
const changeOf = (key: string): vscode.SecretStorageChangeEvent => ({ key });

/** A desktop editor: one SecretStorage whose changes all windows are told of in time. No transactions. */
export class DesktopStores implements EditorStores {
  readonly secrets = new Map<string, string>();
  private readonly states: WindowStates;
  private readonly emitters: Emitter<vscode.SecretStorageChangeEvent>[] = [];

  constructor(private readonly turns: Turns) {
    this.states = new WindowStates(turns);
  }

  get state(): State {
    return this.states.state;
  }

  open(): { secrets: vscode.SecretStorage; memento: vscode.Memento } {
    const { turns } = this;
    const changed = new Emitter<vscode.SecretStorageChangeEvent>();
    this.emitters.push(changed);
    const secrets: vscode.SecretStorage = {
      keys: () => turns.step(() => [...this.secrets.keys()]),
      get: (key) => turns.step(() => this.secrets.get(key)),
      store: (key, value) => turns.step(() => this.write(key, value)),
      delete: (key) => turns.step(() => this.write(key, undefined)),
      onDidChange: changed.event,
    };
    return { secrets, memento: this.states.open() };
  }

  private write(key: string, value: string | undefined): void {
    if (value === undefined) this.secrets.delete(key);
    else this.secrets.set(key, value);
    for (const emitter of this.emitters) void this.turns.step(() => emitter.fire(changeOf(key)));
  }
}

/**
 * An editor in a browser: each tab has its own copy of all secrets, and what a tab writes replaces what other tabs
 * wrote. A tab hears of nothing, and reads anew only when it is loaded. Source: `LocalStorageSecretStorageProvider`.
 */
export class BrowserStores implements EditorStores {
  secrets: ReadonlyMap<string, string> = new Map();
  private readonly states: WindowStates;

  constructor(private readonly turns: Turns) {
    this.states = new WindowStates(turns);
  }

  get state(): State {
    return this.states.state;
  }

  open(): { secrets: vscode.SecretStorage; memento: vscode.Memento } {
    const { turns } = this;
    const changed = new Emitter<vscode.SecretStorageChangeEvent>();
    const own = new Map(this.secrets);
    const save = (key: string): void => {
      this.secrets = new Map(own);
      void turns.step(() => changed.fire(changeOf(key)));
    };
    const secrets: vscode.SecretStorage = {
      keys: () => turns.step(() => [...own.keys()]),
      get: (key) => turns.step(() => own.get(key)),
      store: (key, value) => turns.step(() => save((own.set(key, value), key))),
      delete: (key) => turns.step(() => save((own.delete(key), key))),
      onDidChange: changed.event,
    };
    return { secrets, memento: this.states.open() };
  }
}
