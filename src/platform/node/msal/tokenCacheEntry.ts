/** A section of MSAL's serialised cache: entities by key. */
type Section = Readonly<Record<string, unknown>>;

/** MSAL Node's serialised cache (`JsonCache`): one section per kind of entity. */
export type CacheContent = Readonly<Record<string, Section>>;

/** Sections whose entities say by `home_account_id` whose they are. */
const ownedSections = ["Account", "IdToken", "AccessToken", "RefreshToken"] as const;

/** Our own: how often the refresh token was replaced since the sign-in. MSAL does not look at it. */
const countSection = "EntraMail";
const countEntity = "refreshes";

/** Belongs to the client, not to an account; each entry carries it along. */
const sharedSection = "AppMetadata";

/** @returns undefined for text that is no cache: a value can be cut off or written by something else */
export function parseCache(text: string | undefined): CacheContent | undefined {
  if (text === undefined) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    if (!isRecord(value) || !Object.values(value).every(isRecord)) return undefined;
    return value as CacheContent;
  } catch {
    return undefined;
  }
}

/** Takes a cache apart: the part of each account, by home account id. */
export function splitByAccount(cache: CacheContent): ReadonlyMap<string, CacheContent> {
  const parts = new Map<string, Record<string, Record<string, unknown>>>();
  for (const section of ownedSections) {
    for (const [key, entity] of Object.entries(cache[section] ?? {})) {
      const owner = isRecord(entity) ? entity["home_account_id"] : undefined;
      if (typeof owner !== "string") continue;
      const part = parts.get(owner) ?? { [sharedSection]: { ...cache[sharedSection] } };
      (part[section] ??= {})[key] = entity;
      parts.set(owner, part);
    }
  }
  return parts;
}

/**
 * Brings two changes of one cache together: what changed in `mine` since `base` wins, everything else is as
 * in `theirs`. What is gone from `mine` goes only where `theirs` still has what `base` had: a refresh token that
 * was refused here must not take along the one that another window got meanwhile.
 */
export function mergeCaches(
  base: CacheContent,
  mine: CacheContent,
  theirs: CacheContent,
): CacheContent {
  return merge(base, mine, theirs, (baseSection, mySection, theirSection) =>
    merge(record(baseSection), record(mySection), record(theirSection), chooseEntity),
  ) as CacheContent;
}

/** The entity of the account to ask tokens for: that of `tenantId` where there is one. */
export function accountOf(
  cache: CacheContent,
  tenantId: string,
): Readonly<Record<string, string>> | undefined {
  const entities = Object.values(cache["Account"] ?? {}).filter(isRecord);
  const found = entities.find((entity) => entity["realm"] === tenantId) ?? entities[0];
  return found as Readonly<Record<string, string>> | undefined;
}

/** The refresh token of an entry, to see whether another window has a newer one. */
export function refreshTokenOf(cache: CacheContent | undefined): unknown {
  const entity = Object.values(cache?.["RefreshToken"] ?? {})[0];
  return isRecord(entity) ? entity["secret"] : undefined;
}

/** How many refresh tokens were before the entry's own; 0 for an entry that does not tell. */
export function refreshesOf(cache: CacheContent | undefined): number {
  const count = record(cache?.[countSection]?.[countEntity])["count"];
  return typeof count === "number" && Number.isSafeInteger(count) && count > 0 ? count : 0;
}

/** The same entry with another count. */
export function withRefreshes(cache: CacheContent, count: number): CacheContent {
  const { [countSection]: _before, ...rest } = cache;
  return count === 0 ? rest : { ...rest, [countSection]: { [countEntity]: { count } } };
}

/** An entry that was written by somebody who did not know the newest refresh token, with that token in it. */
export function restoreRefresh(stored: CacheContent, newest: CacheContent): CacheContent {
  const restored = { ...newest["RefreshToken"] };
  return withRefreshes({ ...stored, RefreshToken: restored }, refreshesOf(newest));
}

function merge(
  base: Section,
  mine: Section,
  theirs: Section,
  choose: (base: unknown, mine: unknown, theirs: unknown) => unknown,
): Section {
  const names = new Set([...Object.keys(theirs), ...Object.keys(mine)]);
  const merged: Record<string, unknown> = {};
  for (const name of names) {
    const chosen = choose(base[name], mine[name], theirs[name]);
    if (chosen !== undefined) merged[name] = chosen;
  }
  return merged;
}

function chooseEntity(base: unknown, mine: unknown, theirs: unknown): unknown {
  if (mine === undefined) return same(base, theirs) ? undefined : theirs;
  return same(base, mine) ? theirs : mine;
}

function same(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

function record(value: unknown): Section {
  return isRecord(value) ? value : {};
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
