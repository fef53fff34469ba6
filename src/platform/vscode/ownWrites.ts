import type { StoredState } from "../../core/storedState";

/** Which writes of which window are in a stored state: the number of the newest, and when it was made. */
export type Writers = Readonly<Record<string, { readonly count: number; readonly at: number }>>;

type Change = (state: StoredState) => StoredState;

/** So long can a window have been writing from a copy that is older than a write of another one. */
const watchedMilliseconds = 30_000;
/** Windows that have written nothing for so long are forgotten. */
const forgottenMilliseconds = 600_000;

/**
 * The last changes this window made to the state. The editor keeps a copy of an extension's state in each window and
 * writes it as a whole, so a window that does not know of a write yet undoes it. What was undone is made again.
 * Source: `extHostMemento.ts` of VS Code.
 */
export class OwnWrites {
  private count = 0;
  private recent: { readonly count: number; readonly at: number; readonly change: Change }[] = [];

  constructor(private readonly windowId: string) {}

  /** The changes that the stored state lacks, in their order. */
  lost(writers: Writers | undefined, now: number): readonly Change[] {
    this.recent = this.recent.filter(({ at }) => now - at < watchedMilliseconds);
    const known = writers?.[this.windowId]?.count ?? 0;
    return this.recent.filter(({ count }) => count > known).map(({ change }) => change);
  }

  /**
   * Notes a write; all changes that were lost are in it, too.
   * @param change undefined when it only makes these again
   * @returns the writers of the state with the write in it
   */
  add(change: Change | undefined, writers: Writers | undefined, now: number): Writers {
    if (change !== undefined) {
      this.count += 1;
      this.recent.push({ count: this.count, at: now, change });
    }
    const others = Object.entries(writers ?? {}).filter(
      ([, { at }]) => now - at < forgottenMilliseconds,
    );
    return { ...Object.fromEntries(others), [this.windowId]: { count: this.count, at: now } };
  }
}
