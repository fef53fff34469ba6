import type { KeyCredential } from "../../../core/directoryPorts";

/** For so long after a write a read may still be answered from a copy that does not know it. */
const lagMilliseconds = 120_000;

interface Written {
  /** False for one that was removed. */
  readonly present: boolean;
  readonly until: number;
}

/**
 * Which certificates were added and removed here lately. The list is written as a whole: one that started from an
 * older copy of the directory would remove what was just added, and bring back what was just removed.
 */
export class OwnCertificates {
  /** By object id, then by {@link identityOf}. */
  private readonly writes = new Map<string, Map<string, Written>>();

  /** Remembers a list that Graph has accepted, and the one that it took the place of. */
  note(
    objectId: string,
    before: readonly KeyCredential[],
    after: readonly KeyCredential[],
    now: Date,
  ): void {
    const written = this.fresh(objectId, now);
    const until = now.getTime() + lagMilliseconds;
    const [old, wanted] = [identities(before), identities(after)];
    for (const identity of wanted)
      if (!old.has(identity)) written.set(identity, { present: true, until });
    for (const identity of old)
      if (!wanted.has(identity)) written.set(identity, { present: false, until });
    this.writes.set(objectId, written);
  }

  /** True for a list that does not know what was written. */
  isOlder(objectId: string, list: readonly KeyCredential[], now: Date): boolean {
    const known = identities(list);
    return [...this.fresh(objectId, now)].some(
      ([identity, { present }]) => known.has(identity) !== present,
    );
  }

  private fresh(objectId: string, now: Date): Map<string, Written> {
    const known = this.writes.get(objectId) ?? new Map<string, Written>();
    return new Map([...known].filter(([, { until }]) => until > now.getTime()));
  }
}

function identities(list: readonly KeyCredential[]): ReadonlySet<string> {
  return new Set(list.map(identityOf));
}

/** Its key: one that is new has no id yet. Base64 may come back with line breaks. */
function identityOf({ key, keyId }: KeyCredential): string {
  return typeof key === "string" && key !== "" ? key.replaceAll(/\s/g, "") : JSON.stringify(keyId);
}
