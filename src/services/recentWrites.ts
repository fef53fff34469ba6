import type { ListQuery } from "../core/directoryPorts";
import type { RegistrationSummary } from "../core/registration/registration";

/** Lists lag behind writes by seconds to minutes; after this long they are believed again. */
const lagMilliseconds = 10 * 60_000;

/** What this window made and deleted lately, laid over lists that do not know it yet. */
export class RecentWrites {
  private readonly made = new Map<string, { summary: RegistrationSummary; until: number }>();
  private readonly deleted = new Map<string, number>();

  add(summary: RegistrationSummary, now: Date): void {
    this.deleted.delete(summary.objectId);
    this.made.set(summary.objectId, { summary, until: now.getTime() + lagMilliseconds });
  }

  remove(objectId: string, now: Date): void {
    this.made.delete(objectId);
    this.deleted.set(objectId, now.getTime() + lagMilliseconds);
  }

  clear(): void {
    this.made.clear();
    this.deleted.clear();
  }

  /** The list as it will be once the directory has caught up; sorted-in by name, as Graph sorts. */
  merge(
    items: readonly RegistrationSummary[],
    query: ListQuery,
    now: Date,
  ): readonly RegistrationSummary[] {
    const time = now.getTime();
    if (query.view === "deleted") {
      return items.filter(({ objectId }) => (this.made.get(objectId)?.until ?? 0) <= time);
    }
    const merged = items.filter(({ objectId }) => (this.deleted.get(objectId) ?? 0) <= time);
    const known = new Set(merged.map(({ objectId }) => objectId));
    for (const { summary, until } of this.made.values()) {
      if (until <= time || known.has(summary.objectId) || !answers(query, summary)) continue;
      const index = merged.findIndex(
        ({ displayName }) => compareNames(displayName, summary.displayName) > 0,
      );
      merged.splice(index === -1 ? merged.length : index, 0, summary);
    }
    return merged;
  }
}

/** Whether a search would find it, as far as that can be told here: Graph looks for words that begin so. */
function answers({ search }: ListQuery, { appId, displayName }: RegistrationSummary): boolean {
  if (search === undefined) return true;
  const wanted = search.trim().toLowerCase();
  return appId.toLowerCase() === wanted || displayName.toLowerCase().includes(wanted);
}

const compareNames = new Intl.Collator("en", { sensitivity: "base" }).compare;
