import type { StateStore } from "../core/ports";
import { isFinished, type Journal, madeNothing } from "../core/registration/journal";

/** The journals in the editor's state; each change starts from the newest state, for other windows write too. */
export class JournalStore {
  constructor(private readonly state: StateStore) {}

  /** Plans that stopped half-way: there is something to continue or undo. */
  get unfinished(): readonly Journal[] {
    return this.state.state.journals.filter(isOpen);
  }

  find(id: string): Journal | undefined {
    return this.state.state.journals.find((journal) => journal.id === id);
  }

  /** Adds or replaces a journal; what a closed window left finished or empty goes with the opportunity. */
  async put(journal: Journal): Promise<void> {
    await this.state.update((state) => ({
      ...state,
      journals: [
        ...state.journals.filter((other) => other.id !== journal.id && isOpen(other)),
        journal,
      ],
    }));
  }

  async drop(id: string): Promise<void> {
    await this.state.update((state) => ({
      ...state,
      journals: state.journals.filter((journal) => journal.id !== id),
    }));
  }
}

function isOpen(journal: Journal): boolean {
  return !isFinished(journal) && !madeNothing(journal);
}
