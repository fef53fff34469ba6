/** A point in time as Graph writes it, e.g. `2026-12-03T14:00:00Z`. */
export type Iso8601 = string;

/** Time as an argument: what services ask instead of the machine's clock. */
export interface Clock {
  now(): Date;
  /** Rejects with CancelledError when `signal` aborts. */
  delay(milliseconds: number, signal?: AbortSignal): Promise<void>;
}

export const millisecondsPerDay = 86_400_000;
