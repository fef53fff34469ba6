import type { ICachePlugin, TokenCacheContext } from "@azure/msal-node";
import type { SerialQueue } from "../../base/async";
import type { SecretStore } from "../../core/ports";
import { tokenCacheKey } from "../../core/secretKeys";
import {
  type CacheContent,
  mergeCaches,
  parseCache,
  refreshTokenOf,
  splitByAccount,
} from "./msal/tokenCacheEntry";

/** What the plugin needs of MSAL's cache. */
export type SerializableCache = Pick<TokenCacheContext["tokenCache"], "serialize" | "deserialize">;

/** Where the entry of one account of one client lies. */
export type CacheKey = (clientId: string, homeAccountId: string) => string;

const emptyCache = "{}";

/**
 * Keeps MSAL's tokens in SecretStorage, one entry per client id and account: small values, and a change of one
 * account never rewrites another. MSAL serialises everything an application object holds as one text, so it is
 * given one account at a time ({@link open}) and its text is taken apart again when it is written.
 *
 * MSAL empties its memory before each silent call: this plugin answers every read, with `{}` when there is
 * nothing. An account that was signed out in another window meanwhile is not written again.
 */
export class MsalCachePlugin implements ICachePlugin {
  private openAccount: string | undefined;
  /** The open account's entry as MSAL knows it: as it was read last, or as MSAL wrote it since. */
  private base: CacheContent = {};
  /** Set while the entry read by {@link open} has not been handed to MSAL yet: saves a second read. */
  private fresh: string | undefined;

  constructor(
    private readonly clientId: string,
    private readonly secrets: Pick<SecretStore, "get" | "set">,
    /** One for all plugins of this window: writing is reading, merging and writing. */
    private readonly writes: SerialQueue,
    private readonly cacheKey: CacheKey = tokenCacheKey,
  ) {}

  /** Prepares a call for one account. @returns its entry; undefined when it is not signed in */
  async open(homeAccountId: string): Promise<CacheContent | undefined> {
    this.openAccount = homeAccountId;
    const text = await this.read(homeAccountId);
    this.fresh = text;
    return parseCache(text);
  }

  async beforeCacheAccess({ tokenCache }: Pick<TokenCacheContext, "tokenCache">): Promise<void> {
    const stored =
      this.openAccount === undefined
        ? undefined
        : (this.fresh ?? (await this.read(this.openAccount)));
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
  persist(tokenCache: SerializableCache): Promise<void> {
    const mine = splitByAccount(parseCache(tokenCache.serialize()) ?? {});
    return this.writes.run(async () => {
      for (const [homeAccountId, content] of mine) await this.write(homeAccountId, content);
    });
  }

  /** True when the stored refresh token of the open account is not the one this call began with. */
  async renewedElsewhere(): Promise<boolean> {
    if (this.openAccount === undefined) return false;
    const stored = refreshTokenOf(parseCache(await this.read(this.openAccount)));
    return stored !== undefined && stored !== refreshTokenOf(this.base);
  }

  private async write(homeAccountId: string, mine: CacheContent): Promise<void> {
    const stored = await this.read(homeAccountId);
    const signedOutElsewhere = stored === undefined && homeAccountId === this.openAccount;
    if (signedOutElsewhere) return;
    const theirs = parseCache(stored);
    // A new sign-in begins from nothing, so all of it is a change and what other resources left stays.
    const base = homeAccountId === this.openAccount ? this.base : {};
    const merged = theirs === undefined ? mine : mergeCaches(base, mine, theirs);
    const text = JSON.stringify(merged);
    if (text === JSON.stringify(theirs)) return;
    await this.secrets.set(this.cacheKey(this.clientId, homeAccountId), text);
    if (homeAccountId === this.openAccount) this.base = mine;
  }

  private read(homeAccountId: string): Promise<string | undefined> {
    return this.secrets.get(this.cacheKey(this.clientId, homeAccountId));
  }
}
