import { setImmediate as nextTurn, setTimeout as pause } from "node:timers/promises";

/** So many turns of the event loop without a new step mean that everything waits. */
const quietTurns = 4;
/** Work that is under way and takes no step for so long waits for something that never comes. */
const stuckMilliseconds = 5_000;

interface Timer {
  readonly due: number;
  readonly work: () => void;
}

/**
 * Lets one step happen at a time, in an order drawn from random numbers: the same numbers, the same order. Every call
 * of a port waits here for its turn. Timers have their own clock, which goes on when no step is left.
 */
export class Turns {
  /** Milliseconds since the epoch. */
  now = Date.parse("2026-11-21T12:00:00Z");
  /** Steps that were made. */
  made = 0;
  private waiting: (() => void)[] = [];
  private timers: Timer[] = [];
  private arrived = 0;

  constructor(private readonly random: () => number) {}

  /** Waits for its turn, then lets the effect happen. */
  step = async <T>(effect: () => T): Promise<T> => {
    await new Promise<void>((resolve) => {
      this.arrived += 1;
      this.waiting.push(resolve);
    });
    return effect();
  };

  later = (work: () => void, milliseconds: number): void => {
    this.timers.push({ due: this.now + milliseconds, work });
  };

  /** Makes steps until `work` has ended and nothing is left to do. @throws what `work` throws */
  async drain<T>(work: Promise<T>): Promise<T> {
    let ended = false;
    const end = (): void => void (ended = true);
    work.then(end, end);
    for (let stuck = 0; stuck < stuckMilliseconds; stuck += 1) {
      await this.quiet();
      if (this.makeStep()) stuck = 0;
      else if (ended) return await work;
      else await pause(1);
    }
    throw new Error("The work waits for something that never comes.");
  }

  private makeStep(): boolean {
    const { waiting, timers } = this;
    if (waiting.length > 0) {
      const [next] = waiting.splice(Math.floor(this.random() * waiting.length), 1);
      this.made += 1;
      next?.();
      return true;
    }
    const timer = timers.sort((a, b) => a.due - b.due).shift();
    if (timer === undefined) return false;
    this.now = Math.max(this.now, timer.due);
    timer.work();
    return true;
  }

  private async quiet(): Promise<void> {
    for (let turns = 0, seen = this.arrived; turns < quietTurns; turns += 1) {
      await nextTurn();
      if (seen === this.arrived) continue;
      seen = this.arrived;
      turns = 0;
    }
  }
}
