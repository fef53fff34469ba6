import { Failure } from "../core/failure";
import type { StateStore } from "../core/ports";
import {
  isFinished,
  type Journal,
  type JournalOwner,
  madeNothing,
} from "../core/registration/journal";

/** A window that has not been heard of for so long does not carry its plan out any more. */
export const ownerSilenceMilliseconds = 30_000;

/** The journals in the editor's state; each change starts from the newest state, for other windows write too. */
export class JournalStore {
  constructor(private readonly state: StateStore) {}

  /** Plans that stopped half-way, or are being carried out. */
  get unfinished(): readonly Journal[] {
    return this.state.state.journals.filter(isOpen);
  }

  find(id: string): Journal | undefined {
    return this.state.state.journals.find((journal) => journal.id === id);
  }

  /** Adds or replaces a journal; what a closed window left finished or empty goes with the opportunity. */
  async put(journal: Journal, now: Date): Promise<void> {
    await this.state.update((state) => ({
      ...state,
      journals: [
        ...state.journals.filter(
          (other) => other.id !== journal.id && (isOpen(other) || heardOf(other, now)),
        ),
        journal,
      ],
    }));
  }

  /**
   * Takes a plan over, so that no other window carries it out at the same time.
   * @throws Failure `input.invalid` (input `journal`, problem `missing` or `runningElsewhere`)
   */
  async claim(id: string, owner: JournalOwner, now: Date): Promise<Journal> {
    await this.state.update((state) => {
      const journal = state.journals.find((other) => other.id === id);
      if (journal === undefined) throw refusal("missing", "There is no such plan.");
      if (isHeldElsewhere(journal, owner.window, now)) {
        throw refusal("runningElsewhere", "Another window carries the plan out.");
      }
      return { ...state, journals: replaced(state.journals, { ...journal, owner }) };
    });
    const claimed = this.find(id);
    if (claimed === undefined) throw refusal("missing", "There is no such plan.");
    return claimed;
  }

  /** Says that the plan is still being carried out. */
  async touch(id: string, owner: JournalOwner): Promise<void> {
    await this.change(id, (journal) => ({ ...journal, owner }));
  }

  /** Lets everybody continue or undo the plan. */
  async release(id: string): Promise<void> {
    await this.change(id, ({ owner: _owner, ...journal }) => journal);
  }

  async drop(id: string): Promise<void> {
    await this.state.update((state) => ({
      ...state,
      journals: state.journals.filter((journal) => journal.id !== id),
    }));
  }

  private async change(id: string, change: (journal: Journal) => Journal): Promise<void> {
    if (this.find(id) === undefined) return;
    await this.state.update((state) => ({
      ...state,
      journals: state.journals.map((journal) => (journal.id === id ? change(journal) : journal)),
    }));
  }
}

/** True while another window than the given one carries the plan out. */
export function isHeldElsewhere(journal: Journal, window: string, now: Date): boolean {
  return journal.owner?.window !== window && heardOf(journal, now);
}

/** A time far ahead is that of a clock that was set back, and means nothing. */
function heardOf({ owner }: Journal, now: Date): boolean {
  if (owner === undefined) return false;
  const silence = now.getTime() - Date.parse(owner.seenAt);
  return Math.abs(silence) < ownerSilenceMilliseconds;
}

function refusal(problem: string, text: string): Failure {
  return new Failure("input.invalid", text, { input: "journal", problem });
}

function replaced(journals: readonly Journal[], journal: Journal): readonly Journal[] {
  return journals.map((other) => (other.id === journal.id ? journal : other));
}

function isOpen(journal: Journal): boolean {
  return !isFinished(journal) && !madeNothing(journal);
}
