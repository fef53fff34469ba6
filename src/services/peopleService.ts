import { DisposableStore } from "../base/lifecycle";
import { SharedWork } from "../base/sharedWork";
import type { DirectoryPerson } from "../core/directoryPorts";
import type { GraphTokenSource, Interaction, PeopleDirectory } from "../core/ports";
import type { Registration } from "../core/registration/registration";
import { ReadMemory, type ReadOptions } from "./readMemory";

export interface PeopleServiceParts {
  readonly people: PeopleDirectory;
  readonly tokens: Pick<GraphTokenSource, "onDidChange">;
}

interface AskOptions {
  /** Whether a sign-in window may open. Default `silent`. */
  readonly interaction?: Interaction;
}

/** Facts of one account, and who is asking for them. Replaced with the account. */
class AccountFacts {
  me: DirectoryPerson | undefined;
  readonly askingMe = new SharedWork<DirectoryPerson>();
  readonly owners = new ReadMemory<Pick<Registration, "objectId">, readonly DirectoryPerson[]>();
}

/**
 * The people of the directory that is managed. What does not change is asked for once per account.
 * All methods throw Failure `graph.*`, `signIn.*`, and CancelledError.
 */
export class PeopleService {
  private readonly disposables = new DisposableStore();
  /** Replaced, not emptied: what was asked for by another account ends nowhere. */
  private account = new AccountFacts();

  constructor(private readonly parts: PeopleServiceParts) {
    this.disposables.add(
      parts.tokens.onDidChange(() => {
        this.account = new AccountFacts();
      }),
    );
  }

  /** Who is signed in. */
  async me(
    signal: AbortSignal,
    { interaction = "silent" }: AskOptions = {},
  ): Promise<DirectoryPerson> {
    const { account } = this;
    account.me ??= await account.askingMe.run(interaction, signal, (shared) =>
      this.parts.people.me({ interaction, signal: shared }),
    );
    return account.me;
  }

  /**
   * Who owns a registration. Remembered for as long as the registration is not read anew, as it is after each plan.
   */
  owners(
    registration: Pick<Registration, "objectId">,
    signal: AbortSignal,
    options: ReadOptions = {},
  ): Promise<readonly DirectoryPerson[]> {
    return this.account.owners.read(registration, signal, options, (call) =>
      this.parts.people.owners(registration.objectId, call),
    );
  }

  /** At most 25 people whose name or sign-in name fits; nobody for less than two characters. */
  async searchPeople(
    text: string,
    signal: AbortSignal,
    { interaction = "silent" }: AskOptions = {},
  ): Promise<readonly DirectoryPerson[]> {
    const wanted = text.trim();
    if (wanted.length < shortestSearch) return [];
    return await this.parts.people.searchPeople(wanted, { interaction, signal });
  }

  dispose(): void {
    this.disposables.dispose();
  }
}

/** One letter finds half a directory. */
export const shortestSearch = 2;
