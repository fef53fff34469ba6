import type { ApplicationDirectory, Clock, GraphCall } from "../core/ports";
import type { RegistrationSummary } from "../core/registration/registration";

/** Waits between the looks for what was deleted a moment ago: the directory knows it after seconds. */
const deletedWaitsSeconds: readonly number[] = [1, 2, 4, 8];

/** Looks registrations up in the directory, beside the list that is shown. */
export class RegistrationFinder {
  constructor(
    private readonly directory: Pick<
      ApplicationDirectory,
      "listPage" | "findByName" | "getDeleted"
    >,
    private readonly clock: Pick<Clock, "delay">,
  ) {}

  /**
   * The first 100 whose name answers the words, or the one with this Application (client) ID.
   * @throws Failure `graph.*`, `signIn.*`; CancelledError
   */
  async search(text: string, signal: AbortSignal): Promise<readonly RegistrationSummary[]> {
    const query = { view: "all", search: text.trim() } as const;
    const { items } = await this.directory.listPage(query, undefined, prompting(signal));
    return items;
  }

  /** Those that have exactly this name already. @throws Failure `graph.*`, `signIn.*`; CancelledError */
  sameName(name: string, signal: AbortSignal): Promise<readonly RegistrationSummary[]> {
    return this.directory.findByName(name.trim(), prompting(signal));
  }

  /**
   * The first 100 deleted ones, by name, or those that answer the words as {@link search} does.
   * @throws Failure `graph.*`, `signIn.*`; CancelledError
   */
  async deleted(signal: AbortSignal, text = ""): Promise<readonly RegistrationSummary[]> {
    const search = text.trim();
    const query = { view: "deleted", ...(search === "" ? {} : { search }) } as const;
    const { items } = await this.directory.listPage(query, undefined, prompting(signal));
    return items;
  }

  /**
   * One deleted registration. It is looked for several times, because it may have been deleted a moment ago.
   * @returns undefined when it is not among the deleted
   * @throws Failure `graph.*`, `signIn.*`; CancelledError
   */
  async deletedOne(
    objectId: string,
    signal: AbortSignal,
  ): Promise<RegistrationSummary | undefined> {
    const look = (): Promise<RegistrationSummary | undefined> =>
      this.directory.getDeleted(objectId, prompting(signal));
    let found = await look();
    for (const seconds of deletedWaitsSeconds) {
      if (found !== undefined) break;
      await this.clock.delay(seconds * 1000, signal);
      found = await look();
    }
    return found;
  }
}

function prompting(signal: AbortSignal): GraphCall {
  return { interaction: "prompt", signal };
}
