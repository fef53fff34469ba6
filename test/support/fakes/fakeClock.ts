import { throwIfAborted } from "../../../src/base/async";
import type { Clock } from "../../../src/core/ports";

/** Time that passes only by waiting, and then at once. */
export class FakeClock implements Clock {
  /** Milliseconds of every wait. */
  readonly waits: number[] = [];
  private time: number;

  constructor(start = "2026-11-21T12:00:00.000Z") {
    this.time = Date.parse(start);
  }

  now(): Date {
    return new Date(this.time);
  }

  async delay(milliseconds: number, signal?: AbortSignal): Promise<void> {
    throwIfAborted(signal);
    this.waits.push(milliseconds);
    this.advance(milliseconds);
    await Promise.resolve();
    throwIfAborted(signal);
  }

  advance(milliseconds: number): void {
    this.time += milliseconds;
  }
}
