import type { Clock } from "../time";

export interface RateLimitOptions {
  /** Calls that may come at once after a pause. */
  readonly burst: number;
  readonly perSecond: number;
}

/** A bucket of calls per key that fills up again with time. */
export class RateLimit {
  private readonly buckets = new Map<string, { calls: number; at: number }>();

  constructor(
    private readonly clock: Pick<Clock, "now">,
    private readonly options: RateLimitOptions,
  ) {}

  /** Takes one call. @returns false when there is none left */
  take(key: string): boolean {
    const { burst, perSecond } = this.options;
    const at = this.clock.now().getTime();
    const before = this.buckets.get(key) ?? { calls: burst, at };
    // A clock that is set back fills nothing and takes nothing away
    const filled = (Math.max(0, at - before.at) / 1000) * perSecond;
    const calls = Math.min(burst, before.calls + filled);
    this.buckets.set(key, { calls: calls >= 1 ? calls - 1 : calls, at });
    return calls >= 1;
  }
}
