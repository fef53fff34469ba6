import * as vscode from "vscode";
import { SerialQueue } from "../../base/async";
import { Emitter } from "../../base/event";
import type { Disposable } from "../../base/lifecycle";
import { Failure } from "../../core/failure";
import type { StateStore } from "../../core/ports";
import { emptyState, type StoredState } from "../../core/storedState";

/** The one key in the editor's global state; the version is inside. */
const stateKey = "entraMail.state";

/**
 * "Don't Show Again" stands in a key of its own: it is the only thing here that is true on every computer of a
 * person, and the editor syncs whole keys.
 */
const noticeOffKey = "entraMail.expiryNotice.off";

/** The keys that the editor may sync between computers. */
export const syncedKeys: readonly string[] = [noticeOffKey];

/**
 * The versioned entry in the editor's global state. What a newer version wrote is neither read nor overwritten.
 * The editor has no event for what another window wrote, so the entry is compared when this window gets the focus.
 * The editor brings such writes here in its own time: one made a moment ago may be seen at the next focus only.
 */
export class EditorStateStore implements StateStore, Disposable {
  private readonly changed = new Emitter<void>();
  readonly onDidChange = this.changed.event;
  private readonly queue = new SerialQueue();

  private readonly subscription: vscode.Disposable;
  /** The entry of which everybody has been told. */
  private told: string;

  constructor(private readonly memento: vscode.Memento) {
    this.told = this.stored;
    this.subscription = vscode.window.onDidChangeWindowState(({ focused }) => {
      if (focused && this.stored !== this.told) this.tell();
    });
  }

  get state(): StoredState {
    const stored = this.memento.get<Partial<StoredState>>(stateKey);
    const state =
      versionOf(stored) === emptyState.version ? { ...emptyState, ...stored } : emptyState;
    return { ...state, expiryNotice: { ...state.expiryNotice, off: this.noticeOff } };
  }

  update(change: (state: StoredState) => StoredState): Promise<void> {
    return this.queue.run(async () => {
      const version = versionOf(this.memento.get(stateKey));
      if (version > emptyState.version) {
        throw new Failure("state.newer", `The stored state has version ${version}.`, { version });
      }
      const next = change(this.state);
      await this.memento.update(stateKey, next);
      const { off } = next.expiryNotice;
      if (off !== this.noticeOff) await this.memento.update(noticeOffKey, off);
      this.tell();
    });
  }

  private get noticeOff(): boolean {
    return this.memento.get<unknown>(noticeOffKey) === true;
  }

  private get stored(): string {
    return JSON.stringify(this.memento.get(stateKey)) ?? "";
  }

  private tell(): void {
    this.told = this.stored;
    this.changed.fire();
  }

  dispose(): void {
    this.subscription.dispose();
    this.changed.dispose();
  }
}

/** Version of a stored value; 0 for nothing and for what nobody here wrote. */
function versionOf(stored: unknown): number {
  const version = (stored as Partial<StoredState> | undefined)?.version as unknown;
  return typeof version === "number" ? version : 0;
}
