import type { ListQuery } from "../core/directoryPorts";
import type { RegistrationSummary } from "../core/registration/registration";

/** Lists lag behind writes by seconds to minutes; after this long they are believed again. */
const lagMilliseconds = 10 * 60_000;

interface Made {
  readonly summary: RegistrationSummary;
  /** Created here, and so owned by who is signed in; else only changed. */
  readonly created: boolean;
  readonly until: number;
}

/** What this window made and deleted lately, laid over lists that do not know it yet. */
export class RecentWrites {
  private readonly made = new Map<string, Made>();
  private readonly deleted = new Map<string, number>();
  private readonly gone = new Map<string, number>();

  add(summary: RegistrationSummary, facts: Pick<Made, "created">, now: Date): void {
    const { objectId } = summary;
    this.deleted.delete(objectId);
    const created = facts.created || this.made.get(objectId)?.created === true;
    this.made.set(objectId, { summary, created, until: now.getTime() + lagMilliseconds });
  }

  remove(objectId: string, now: Date): void {
    this.made.delete(objectId);
    this.deleted.set(objectId, now.getTime() + lagMilliseconds);
  }

  /** A deleted one that cannot be restored any more. */
  removeForGood(objectId: string, now: Date): void {
    this.remove(objectId, now);
    this.gone.set(objectId, now.getTime() + lagMilliseconds);
  }

  clear(): void {
    this.made.clear();
    this.deleted.clear();
    this.gone.clear();
  }

  /** The list as it will be once the directory has caught up; sorted-in by name, as Graph sorts. */
  merge(
    items: readonly RegistrationSummary[],
    query: ListQuery,
    now: Date,
  ): readonly RegistrationSummary[] {
    const time = now.getTime();
    if (query.view === "deleted") {
      return items.filter(
        ({ objectId }) =>
          (this.made.get(objectId)?.until ?? 0) <= time && (this.gone.get(objectId) ?? 0) <= time,
      );
    }
    const merged = items.filter(({ objectId }) => (this.deleted.get(objectId) ?? 0) <= time);
    const known = new Set(merged.map(({ objectId }) => objectId));
    for (const entry of this.made.values()) {
      const { summary, until } = entry;
      if (until <= time || known.has(summary.objectId) || !answers(query, entry)) continue;
      const index = merged.findIndex(
        ({ displayName }) => compareNames(displayName, summary.displayName) > 0,
      );
      merged.splice(index === -1 ? merged.length : index, 0, summary);
    }
    return merged;
  }
}

/** Whether a list would hold it, as far as that can be told here: Graph looks for words that begin so. */
function answers({ view, search }: ListQuery, { summary, created }: Made): boolean {
  if (view === "owned" && !created) return false;
  if (search === undefined) return true;
  const { appId, displayName } = summary;
  const wanted = search.trim().toLowerCase();
  return appId.toLowerCase() === wanted || displayName.toLowerCase().includes(wanted);
}

const compareNames = new Intl.Collator("en", { sensitivity: "base" }).compare;
