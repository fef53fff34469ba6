import { CancelledError } from "../../../src/base/errors";
import type { Clock } from "../../../src/core/ports";

/** A clock whose waits end only when they are told to, or cancelled. */
export class QuietClock implements Clock {
  private readonly waiting = new Set<() => void>();

  constructor(private readonly time: Pick<Clock, "now">) {}

  now(): Date {
    return this.time.now();
  }

  delay(_milliseconds: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      this.waiting.add(resolve);
      signal?.addEventListener("abort", () => reject(new CancelledError()), { once: true });
    });
  }

  /** Ends all waits. */
  tick(): void {
    for (const resolve of this.waiting) resolve();
    this.waiting.clear();
  }
}
