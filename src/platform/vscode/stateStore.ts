import * as vscode from "vscode";
import { SerialQueue } from "../../base/async";
import { Emitter } from "../../base/event";
import type { Disposable } from "../../base/lifecycle";
import { Failure } from "../../core/failure";
import type { StateStore } from "../../core/ports";
import { emptyState, type StoredState } from "../../core/storedState";
import { OwnWrites, type Writers } from "./ownWrites";

/** The one key in the editor's global state; the version is inside. */
const stateKey = "entraMail.state";

/**
 * "Don't Show Again" stands in a key of its own: it is the only thing here that is true on every computer of a
 * person, and the editor syncs whole keys.
 */
const noticeOffKey = "entraMail.expiryNotice.off";

/**
 * What is watched stands in a key of its own: it is much, changes seldom, and nothing else is to be read, compared
 * and written with it.
 */
const watchedKey = "entraMail.state.watched";

/** By then the editor has told all windows what one of them wrote. */
const lookAgainMilliseconds = 2_000;

type Change = (state: StoredState) => StoredState;

export interface StateStoreParts {
  /** Tells the writes of this window from those of others. */
  readonly windowId: string;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** Runs something later, without keeping the process alive. */
  readonly later: (work: () => void, milliseconds: number) => void;
}

function later(work: () => void, milliseconds: number): void {
  setTimeout(work, milliseconds).unref();
}

/** The keys that the editor may sync between computers. */
export const syncedKeys: readonly string[] = [noticeOffKey];

/**
 * The versioned entry in the editor's global state. What a newer version wrote is neither read nor overwritten.
 * The editor has no event for what another window wrote, so the entry is compared when this window gets the focus,
 * and a moment after this window has written: what another window has undone by then is made again.
 */
export class EditorStateStore implements StateStore, Disposable {
  private readonly changed = new Emitter<void>();
  readonly onDidChange = this.changed.event;
  private readonly queue = new SerialQueue();

  private readonly subscription: vscode.Disposable;
  /** The entries of which everybody has been told. */
  private told: string;
  private toldWatched: string;

  private readonly own: OwnWrites;
  private closed = false;

  constructor(
    private readonly memento: vscode.Memento,
    private readonly parts: StateStoreParts = {
      windowId: crypto.randomUUID(),
      now: Date.now,
      later,
    },
  ) {
    this.own = new OwnWrites(parts.windowId);
    this.told = this.textOf(stateKey);
    this.toldWatched = this.textOf(watchedKey);
    this.subscription = vscode.window.onDidChangeWindowState(({ focused }) => {
      if (focused) this.compare();
    });
  }

  get state(): StoredState {
    const stored = this.memento.get<Partial<StoredState>>(stateKey);
    if (versionOf(stored) !== emptyState.version) return this.withNotice(emptyState);
    const watched = this.memento.get<StoredState["watched"]>(watchedKey) ?? emptyState.watched;
    return this.withNotice({ ...emptyState, ...stored, watched });
  }

  private withNotice(state: StoredState): StoredState {
    return { ...state, expiryNotice: { ...state.expiryNotice, off: this.noticeOff } };
  }

  update(change: (state: StoredState) => StoredState): Promise<void> {
    return this.queue.run(async () => {
      const version = versionOf(this.memento.get(stateKey));
      if (version > emptyState.version) {
        throw new Failure("state.newer", `The stored state has version ${version}.`, { version });
      }
      await this.write(this.lost, change);
    });
  }

  /** The changes of this window that the stored state lacks. */
  private get lost(): readonly Change[] {
    return this.own.lost(this.writers, this.parts.now());
  }

  private get writers(): Writers | undefined {
    return this.memento.get<{ readonly writers?: Writers }>(stateKey)?.writers;
  }

  /** @param fresh undefined when nothing else is to be written than what was lost */
  private async write(lost: readonly Change[], fresh: Change | undefined): Promise<void> {
    const before = this.state;
    const restored = lost.reduce(tryChange, before);
    const next = fresh?.(restored) ?? restored;
    const { watched, ...rest } = next;
    const writers = this.own.add(fresh, this.writers, this.parts.now());
    const saved = this.memento.update(stateKey, { ...rest, writers });
    this.told = this.textOf(stateKey);
    await saved;
    if (watched !== before.watched) {
      await this.memento.update(watchedKey, watched);
      this.toldWatched = this.textOf(watchedKey);
    }
    const { off } = next.expiryNotice;
    if (off !== this.noticeOff) await this.memento.update(noticeOffKey, off);
    this.changed.fire();
    this.lookAgain();
  }

  /** Looks a moment later whether what was written is still there; what fails then, the next write tries again. */
  private lookAgain(): void {
    this.parts.later(() => {
      if (this.closed) return;
      this.compare();
      void this.queue.run(() => this.makeAgain()).catch(() => undefined);
    }, lookAgainMilliseconds);
  }

  private async makeAgain(): Promise<void> {
    const { lost } = this;
    if (lost.length === 0 || versionOf(this.memento.get(stateKey)) > emptyState.version) return;
    await this.write(lost, undefined);
  }

  private get noticeOff(): boolean {
    return this.memento.get<unknown>(noticeOffKey) === true;
  }

  private textOf(key: string): string {
    return JSON.stringify(this.memento.get(key)) ?? "";
  }

  private compare(): void {
    const stored = this.textOf(stateKey);
    const watched = this.textOf(watchedKey);
    if (stored === this.told && watched === this.toldWatched) return;
    this.told = stored;
    this.toldWatched = watched;
    this.changed.fire();
  }

  dispose(): void {
    this.closed = true;
    this.subscription.dispose();
    this.changed.dispose();
  }
}

/** Makes a change again; one that refuses by now is no longer wanted. */
function tryChange(state: StoredState, change: Change): StoredState {
  try {
    return change(state);
  } catch {
    return state;
  }
}

/** Version of a stored value; 0 for nothing and for what nobody here wrote. */
function versionOf(stored: unknown): number {
  const version = (stored as Partial<StoredState> | undefined)?.version as unknown;
  return typeof version === "number" ? version : 0;
}
