import { DisposableStore } from "../base/lifecycle";
import { SharedWork } from "../base/sharedWork";
import type { DirectoryFacts, DirectoryPerson } from "../core/directoryPorts";
import type { GraphTokenSource, Interaction, PeopleDirectory } from "../core/ports";

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
  organization: { readonly facts: DirectoryFacts | undefined } | undefined;
  readonly askingMe = new SharedWork<DirectoryPerson>();
  readonly askingOrganization = new SharedWork<DirectoryFacts | undefined>();
}

/**
 * The people of the directory that is managed, and its name. What does not change is asked for once per account.
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

  /** The directory; undefined for a personal account that has none. */
  async organization(
    signal: AbortSignal,
    { interaction = "silent" }: AskOptions = {},
  ): Promise<DirectoryFacts | undefined> {
    const { account } = this;
    account.organization ??= {
      facts: await account.askingOrganization.run(interaction, signal, (shared) =>
        this.parts.people.organization({ interaction, signal: shared }),
      ),
    };
    return account.organization.facts;
  }

  /** Who owns a registration, as it is now. */
  owners(
    objectId: string,
    signal: AbortSignal,
    { interaction = "silent" }: AskOptions = {},
  ): Promise<readonly DirectoryPerson[]> {
    return this.parts.people.owners(objectId, { interaction, signal });
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
