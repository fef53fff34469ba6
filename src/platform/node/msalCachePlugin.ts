import type { ICachePlugin, TokenCacheContext } from "@azure/msal-node";
import type { TokensOf } from "../../core/mailbox/mailbox";
import {
  type CacheContent,
  parseCache,
  refreshesOf,
  refreshTokenOf,
  splitByAccount,
} from "./msal/tokenCacheEntry";
import type { TokenEntries } from "./msal/tokenEntries";

/** What the plugin needs of MSAL's cache. */
export type SerializableCache = Pick<TokenCacheContext["tokenCache"], "serialize" | "deserialize">;

const emptyCache = "{}";

/**
 * Keeps MSAL's tokens in small entries, one per client id and account. MSAL serialises everything an application
 * object holds as one text, so it is given one account at a time ({@link open}) and its text is taken apart again
 * when it is written.
 *
 * MSAL empties its memory before each silent call: this plugin answers every read, with `{}` when there is nothing.
 */
export class MsalCachePlugin implements ICachePlugin {
  private opened: TokensOf | undefined;
  /** The open account's entry as MSAL knows it: as it was read last, or as MSAL wrote it since. */
  private base: CacheContent = {};
  /** Set while the entry read by {@link open} has not been handed to MSAL yet: saves a second read. */
  private fresh: string | undefined;

  /** @param signInId names the sign-in that this application makes; see `MailboxAccount` */
  constructor(
    private readonly clientId: string,
    private readonly entries: TokenEntries,
    private readonly signInId?: string,
  ) {}

  /** True when there is no entry that MSAL could use. */
  get isEmpty(): boolean {
    return Object.keys(this.base).length === 0;
  }

  /** How often the open account's tokens have been refreshed, as far as this application knows. */
  get refreshes(): number {
    return refreshesOf(this.base);
  }

  /** Prepares a call for one account. @returns its entry; undefined when it is not signed in */
  async open(tokens: TokensOf): Promise<CacheContent | undefined> {
    this.opened = tokens;
    const text = await this.entries.read(tokens);
    this.fresh = text;
    this.base = parseCache(text) ?? {};
    return parseCache(text);
  }

  async beforeCacheAccess({ tokenCache }: Pick<TokenCacheContext, "tokenCache">): Promise<void> {
    const stored =
      this.opened === undefined
        ? undefined
        : (this.fresh ?? (await this.entries.read(this.opened)));
    this.fresh = undefined;
    const content = parseCache(stored);
    this.base = content ?? {};
    tokenCache.deserialize(content === undefined ? emptyCache : (stored ?? emptyCache));
  }

  async afterCacheAccess(
    context: Pick<TokenCacheContext, "tokenCache" | "cacheHasChanged">,
  ): Promise<void> {
    if (context.cacheHasChanged) await this.persist(context.tokenCache);
  }

  /** Writes what differs from what is stored. */
  async persist(tokenCache: SerializableCache): Promise<void> {
    const mine = splitByAccount(parseCache(tokenCache.serialize()) ?? {});
    for (const [homeAccountId, content] of mine) {
      if (homeAccountId === this.opened?.homeAccountId) {
        this.base = await this.entries.change(this.opened, this.base, content);
      } else if (this.opened === undefined) {
        const { clientId, signInId } = this;
        await this.entries.begin({ clientId, homeAccountId, signInId }, content);
      }
    }
  }

  /** True when the stored refresh token of the open account is not the one this call began with. */
  async renewedElsewhere(): Promise<boolean> {
    if (this.opened === undefined) return false;
    const stored = refreshTokenOf(parseCache(await this.entries.read(this.opened)));
    return stored !== undefined && stored !== refreshTokenOf(this.base);
  }
}
