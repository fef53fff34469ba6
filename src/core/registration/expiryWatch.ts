import type { CloudId } from "../cloud";
import type { WatchedRegistration } from "../storedState";
import type { Iso8601 } from "../time";
import type { RegistrationSummary } from "./registration";

/** More than this would make the stored state slow to read and write. */
export const mostWatched = 500;

/** The directory in which something was seen. */
export interface WatchPlace {
  readonly cloudId: CloudId;
  readonly tenantId: string | undefined;
}

export interface Sighting extends WatchPlace {
  readonly seen: readonly RegistrationSummary[];
  /** Object ids that are no longer there. */
  readonly gone?: ReadonlySet<string>;
  /** `seen` is all there is in this directory: what is not in it is gone. */
  readonly complete?: boolean;
  readonly at: Iso8601;
}

/**
 * The watched registrations after a look at a directory. Only those with a secret or certificate are kept; of too
 * many, those whose credentials end last are let go.
 * @returns the same array when nothing changed, so that nothing needs to be written
 */
export function watchSeen(
  watched: readonly WatchedRegistration[],
  { seen, gone, complete = false, at, ...place }: Sighting,
): readonly WatchedRegistration[] {
  const bySeen = new Map(seen.map((summary) => [summary.objectId, summary]));
  const here = (entry: WatchedRegistration): boolean => isHere(entry, place);
  const known = new Set<string>();
  const kept = watched.flatMap((entry) => {
    if (!here(entry)) return [entry];
    known.add(entry.objectId);
    if (gone?.has(entry.objectId) === true) return [];
    const summary = bySeen.get(entry.objectId);
    if (summary === undefined) return complete ? [] : [entry];
    if (!hasCredentials(summary)) return [];
    const now = entryOf(summary, place, at);
    return [sameFacts(entry, now) ? entry : now];
  });
  const added = seen
    .filter((summary) => hasCredentials(summary) && !known.has(summary.objectId))
    .map((summary) => entryOf(summary, place, at));
  const all = [...kept, ...added];
  const bounded = all.length <= mostWatched ? all : endingFirst(all, at).slice(0, mostWatched);
  return unchanged(watched, bounded) ? watched : bounded;
}

export function isHere(
  entry: Pick<WatchedRegistration, "cloudId" | "tenantId">,
  { cloudId, tenantId }: WatchPlace,
): boolean {
  return entry.cloudId === cloudId && entry.tenantId === tenantId;
}

function hasCredentials({ clientSecrets, certificates }: RegistrationSummary): boolean {
  return clientSecrets.length + certificates.length > 0;
}

function entryOf(
  { objectId, appId, displayName, clientSecrets, certificates }: RegistrationSummary,
  { cloudId, tenantId }: WatchPlace,
  seenAt: Iso8601,
): WatchedRegistration {
  return { objectId, appId, displayName, tenantId, cloudId, clientSecrets, certificates, seenAt };
}

const factsOf = (entry: WatchedRegistration): string =>
  JSON.stringify({
    name: entry.displayName,
    secrets: entry.clientSecrets.map((secret) => [
      secret.keyId,
      secret.displayName,
      secret.hint,
      secret.endDateTime,
    ]),
    certificates: entry.certificates.map((certificate) => [
      certificate.keyId,
      certificate.displayName,
      certificate.thumbprint,
      certificate.endDateTime,
    ]),
  });

/** By content; the time of the sighting does not count. */
function sameFacts(one: WatchedRegistration, other: WatchedRegistration): boolean {
  return factsOf(one) === factsOf(other);
}

function unchanged(
  before: readonly WatchedRegistration[],
  after: readonly WatchedRegistration[],
): boolean {
  return before.length === after.length && after.every((entry, index) => entry === before[index]);
}

/** What ends next comes first, what has ended long ago last. */
function endingFirst(
  watched: readonly WatchedRegistration[],
  at: Iso8601,
): readonly WatchedRegistration[] {
  const now = Date.parse(at);
  const urgency = ({ clientSecrets, certificates }: WatchedRegistration): number => {
    const left = [...clientSecrets, ...certificates].map(
      ({ endDateTime }) => Date.parse(endDateTime) - now,
    );
    const ahead = left.filter((milliseconds) => milliseconds > 0);
    return ahead.length > 0 ? Math.min(...ahead) : Number.MAX_SAFE_INTEGER;
  };
  return watched
    .map((entry) => ({ entry, rank: urgency(entry) }))
    .sort((a, b) => a.rank - b.rank)
    .map(({ entry }) => entry);
}

/**
 * What was in a list and is no longer, although the list goes on behind its place: then it was removed, and not
 * merely not fetched yet.
 */
export function leftTheList(
  before: readonly RegistrationSummary[],
  after: readonly RegistrationSummary[],
): ReadonlySet<string> {
  const still = new Set(after.map(({ objectId }) => objectId));
  const last = before.findLastIndex(({ objectId }) => still.has(objectId));
  return new Set(
    before
      .slice(0, Math.max(0, last))
      .flatMap(({ objectId }) => (still.has(objectId) ? [] : [objectId])),
  );
}
