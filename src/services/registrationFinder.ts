import type { ApplicationDirectory, GraphCall } from "../core/ports";
import type { RegistrationSummary } from "../core/registration/registration";

/** Looks registrations up in the directory, beside the list that is shown. */
export class RegistrationFinder {
  constructor(private readonly directory: Pick<ApplicationDirectory, "listPage" | "findByName">) {}

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

  /** The first 100 deleted ones, the last deleted first. @throws Failure `graph.*`, `signIn.*`; CancelledError */
  async deleted(signal: AbortSignal): Promise<readonly RegistrationSummary[]> {
    const { items } = await this.directory.listPage(
      { view: "deleted" },
      undefined,
      prompting(signal),
    );
    return items;
  }
}

function prompting(signal: AbortSignal): GraphCall {
  return { interaction: "prompt", signal };
}
