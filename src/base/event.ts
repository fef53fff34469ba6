import type { Disposable } from "./lifecycle";

/** Registers a listener; dispose the result to stop listening. Shaped like `vscode.Event`. */
export type Event<T> = (listener: (value: T) => void) => Disposable;

/**
 * The sending end of an {@link Event}. A listener that throws keeps neither the others from hearing nor the
 * sender from going on; its error becomes an uncaught one, which the editor logs.
 */
export class Emitter<T> implements Disposable {
  private readonly listeners = new Set<(value: T) => void>();

  readonly event: Event<T> = (listener) => {
    this.listeners.add(listener);
    return { dispose: () => this.listeners.delete(listener) };
  };

  fire(value: T): void {
    for (const listener of Array.from(this.listeners)) {
      try {
        listener(value);
      } catch (error) {
        queueMicrotask(() => {
          throw error;
        });
      }
    }
  }

  dispose(): void {
    this.listeners.clear();
  }
}
