import { SharedWork } from "../base/sharedWork";
import { isFailure } from "../core/failure";
import type { GraphCall, Interaction } from "../core/ports";

export interface ReadOptions {
  /** Reads it anew even where it is in memory. */
  readonly fresh?: boolean;
  /** Whether a sign-in window may open. Default `silent`. */
  readonly interaction?: Interaction;
}

type Outcome<T> = { readonly value: T } | { readonly error: unknown };

/**
 * What was read about objects, for as long as they live; readers of the same one at the same time share the work.
 * What Graph refused is kept, too: trees are drawn anew many times, and the request is not repeated for that.
 */
export class ReadMemory<Subject extends object, T> {
  private readonly outcomes = new WeakMap<Subject, Outcome<T>>();
  private readonly reading = new SharedWork<T>();
  /** Numbers what is being read, as the name of the shared work. */
  private readonly numbers = new WeakMap<Subject, number>();
  private count = 0;

  /** @throws what `work` throws; what it threw before only to those who are silent and want nothing fresh */
  async read(
    subject: Subject,
    signal: AbortSignal,
    { fresh = false, interaction = "silent" }: ReadOptions,
    work: (call: GraphCall) => Promise<T>,
  ): Promise<T> {
    const known = fresh ? undefined : this.outcomes.get(subject);
    if (known !== undefined && "value" in known) return known.value;
    if (known !== undefined && interaction === "silent") throw known.error;
    const key = `${fresh ? "fresh" : "any"}:${interaction}:${this.numberOf(subject)}`;
    return await this.reading.run(key, signal, async (shared) => {
      try {
        const value = await work({ interaction, signal: shared });
        this.outcomes.set(subject, { value });
        return value;
      } catch (error) {
        if (isFailure(error) && error.code.startsWith("graph.")) {
          this.outcomes.set(subject, { error });
        }
        throw error;
      }
    });
  }

  private numberOf(subject: Subject): number {
    const known = this.numbers.get(subject);
    if (known !== undefined) return known;
    this.count += 1;
    this.numbers.set(subject, this.count);
    return this.count;
  }
}
