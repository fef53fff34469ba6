import { untilAborted } from "./async";

interface Running<T> {
  readonly result: Promise<T>;
  readonly controller: AbortController;
  waiting: number;
}

/**
 * Lets callers who ask for the same thing at the same time share one run of the work. The work is stopped
 * only when the last of them has given up.
 */
export class SharedWork<T> {
  private readonly running = new Map<string, Running<T>>();

  async run(
    key: string,
    signal: AbortSignal,
    work: (signal: AbortSignal) => Promise<T>,
  ): Promise<T> {
    const entry = this.running.get(key) ?? this.start(key, work);
    entry.waiting += 1;
    try {
      return await untilAborted(entry.result, signal);
    } finally {
      entry.waiting -= 1;
      if (entry.waiting === 0) {
        this.forget(key, entry);
        entry.controller.abort();
      }
    }
  }

  private start(key: string, work: (signal: AbortSignal) => Promise<T>): Running<T> {
    const controller = new AbortController();
    const entry: Running<T> = { result: work(controller.signal), controller, waiting: 0 };
    this.running.set(key, entry);
    const clean = (): void => this.forget(key, entry);
    entry.result.then(clean, clean);
    return entry;
  }

  private forget(key: string, entry: Running<T>): void {
    if (this.running.get(key) === entry) this.running.delete(key);
  }
}
