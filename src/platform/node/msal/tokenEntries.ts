import { SerialQueue } from "../../../base/async";
import { errorText } from "../../../base/errors";
import type { TokensOf } from "../../../core/mailbox/mailbox";
import type { Log, SecretStore, TokenOwners } from "../../../core/ports";
import {
  type CacheContent,
  mergeCaches,
  parseCache,
  refreshesOf,
  refreshTokenOf,
  restoreRefresh,
  withRefreshes,
} from "./tokenCacheEntry";

/** Where the entry of one sign-in lies. */
export type CacheKey = (tokens: TokensOf) => string;

export interface TokenEntriesParts {
  readonly secrets: Pick<SecretStore, "get" | "set" | "delete"> &
    Partial<Pick<SecretStore, "onDidChange">>;
  readonly cacheKey: CacheKey;
  /** Without owners every entry is in use. */
  readonly owners?: TokenOwners | undefined;
  readonly log: Pick<Log, "warn">;
  /** Runs something after so many milliseconds; does not keep the process alive. */
  readonly later?: ((work: () => void, milliseconds: number) => void) | undefined;
}

/** What windows write into the state may overwrite each other and is made again within two seconds. */
const settleMilliseconds = 4_000;

/** By then a sign-in has its mailbox. */
const ownerMilliseconds = 60_000;

/** What this window knows of an entry that it has written. */
interface Known {
  readonly tokens: TokensOf;
  readonly content: CacheContent;
  /** False from a sign-in until its mailbox has been seen. */
  readonly owned: boolean;
}

/**
 * Token entries in SecretStorage, which other windows read and write at the same time and which knows no transaction.
 *
 * Sign-out wins: an entry that is gone is not written again, and whoever has written looks afterwards whether a
 * mailbox still signs in with it. Whoever signs out removes the mailbox first and the entry after that, so one of the
 * two is bound to see the other.
 *
 * The newest refresh token wins: each refresh counts up, and a window that sees its entry replaced by one with a lower
 * count puts its refresh token back.
 */
export class TokenEntries {
  private readonly queue = new SerialQueue();
  private readonly known = new Map<string, Known>();
  /** Keys of entries that are about to be removed. */
  private readonly doubted = new Set<string>();

  constructor(private readonly parts: TokenEntriesParts) {
    // Both live as long as the window
    parts.secrets.onDidChange?.((key) => void this.compare(key));
    parts.owners?.onDidChange(() => this.sweep());
  }

  async read(tokens: TokensOf): Promise<string | undefined> {
    return await this.parts.secrets.get(this.parts.cacheKey(tokens));
  }

  /** Writes what a sign-in brought. Its mailbox comes later, so nobody is asked yet whether it is in use. */
  async begin(tokens: TokensOf, content: CacheContent): Promise<void> {
    await this.queue.run(async () => {
      const theirs = parseCache(await this.read(tokens));
      // It begins from nothing, so all of it is a change, and what other resources left stays.
      const merged = theirs === undefined ? content : mergeCaches({}, content, theirs);
      const count = theirs === undefined ? 0 : refreshesOf(theirs) + 1;
      const begun = withRefreshes(merged, count);
      this.remember(tokens, begun, false);
      await this.set(tokens, begun);
      this.expectOwner(this.parts.cacheKey(tokens));
    });
  }

  /**
   * Brings the change from `base` to `mine` into an entry that is still there and can be read.
   * @returns `mine` as the base of the next change
   */
  async change(tokens: TokensOf, base: CacheContent, mine: CacheContent): Promise<CacheContent> {
    return await this.queue.run(async () => {
      const stored = await this.read(tokens);
      const theirs = parseCache(stored);
      const before = refreshTokenOf(base);
      const after = refreshTokenOf(mine);
      const refreshes = refreshesOf(base) + (after !== undefined && after !== before ? 1 : 0);
      const next = withRefreshes(mine, refreshes);
      if (theirs === undefined) return next;
      const merged = withRefreshes(
        mergeCaches(base, mine, theirs),
        Math.max(refreshes, refreshesOf(theirs)),
      );
      if (JSON.stringify(merged) === stored) return next;
      await this.write(tokens, merged);
      return next;
    });
  }

  async remove(tokens: TokensOf): Promise<void> {
    await this.queue.run(async () => {
      const key = this.parts.cacheKey(tokens);
      this.known.delete(key);
      await this.parts.secrets.delete(key);
    });
  }

  /** Writes an entry of a mailbox, unless that was signed out meanwhile. */
  private async write(tokens: TokensOf, content: CacheContent): Promise<void> {
    this.remember(tokens, content, true);
    await this.set(tokens, content);
    this.sweep();
  }

  private remember(tokens: TokensOf, content: CacheContent, owned: boolean): void {
    if (this.parts.owners === undefined) return;
    this.known.set(this.parts.cacheKey(tokens), { tokens, content, owned });
  }

  private async set(tokens: TokensOf, content: CacheContent): Promise<void> {
    await this.parts.secrets.set(this.parts.cacheKey(tokens), JSON.stringify(content));
  }

  /** Looks at an entry that was changed, perhaps by another window that began from an older one. */
  private async compare(key: string): Promise<void> {
    if (!this.known.has(key)) return;
    await this.quietly(async () => {
      const known = this.known.get(key);
      if (known === undefined) return;
      const { tokens, content, owned } = known;
      const text = await this.read(tokens);
      if (text === undefined) {
        this.known.delete(key);
        return;
      }
      const stored = parseCache(text);
      if (stored === undefined) return;
      const [theirs, mine] = [refreshesOf(stored), refreshesOf(content)];
      if (theirs > mine) this.remember(tokens, stored, owned);
      if (theirs >= mine) return;
      await this.write(tokens, restoreRefresh(stored, content));
      if (refreshTokenOf(content) !== undefined) await this.parts.owners?.work(tokens, mine);
    });
  }

  /** A mailbox that is gone from the state takes along what this window wrote for it. */
  private sweep(): void {
    for (const [key, known] of this.known) {
      const inUse = this.parts.owners?.inUse(known.tokens);
      if (inUse === true && !known.owned) this.known.set(key, { ...known, owned: true });
      if (inUse === false && known.owned) this.removeWhenSettled(key);
    }
  }

  /** A sign-in whose mailbox does not come, or only uses a later sign-in, leaves nothing behind. */
  private expectOwner(key: string): void {
    const { later = runLater } = this.parts;
    later(() => {
      const known = this.known.get(key);
      if (known !== undefined) this.known.set(key, { ...known, owned: true });
      this.sweep();
    }, ownerMilliseconds);
  }

  /** Removes an entry that is still not in use once other windows have told what they know. */
  private removeWhenSettled(key: string): void {
    const { secrets, owners, later = runLater } = this.parts;
    if (this.doubted.has(key)) return;
    this.doubted.add(key);
    later(() => {
      this.doubted.delete(key);
      void this.quietly(async () => {
        const known = this.known.get(key);
        if (known === undefined || owners?.inUse(known.tokens) !== false) return;
        this.known.delete(key);
        await secrets.delete(key);
      });
    }, settleMilliseconds);
  }

  private async quietly(work: () => Promise<void>): Promise<void> {
    try {
      await this.queue.run(work);
    } catch (error) {
      this.parts.log.warn(`Stored tokens could not be looked at: ${errorText(error)}`);
    }
  }
}

function runLater(work: () => void, milliseconds: number): void {
  setTimeout(work, milliseconds).unref();
}
