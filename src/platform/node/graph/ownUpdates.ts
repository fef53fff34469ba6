import type { JsonObject, JsonValue } from "../../../core/json";
import { differences, isObject, sameJson, valueAt } from "../../../core/registration/sameJson";

/** For so long after an update a read may still be answered from a copy that does not know it. */
const lagMilliseconds = 120_000;

interface Property {
  /** What the property was before each of the updates. */
  readonly stale: readonly (JsonValue | undefined)[];
  readonly value: JsonValue | undefined;
  readonly until: number;
}

/**
 * What was written here lately, laid over reads that do not know it yet. Graph answers reads from copies that lag
 * behind writes; an edit that started from such an answer would take the edit before it back. A value that was
 * never seen here is somebody else's, and stays.
 */
export class OwnUpdates {
  /** By object id, then by dotted name. */
  private readonly updates = new Map<string, Map<string, Property>>();

  /** Remembers an update that Graph has accepted. */
  note(objectId: string, patch: JsonObject, before: JsonObject, now: Date): void {
    const properties = this.fresh(objectId, now);
    for (const path of differences(before, patch)) {
      const stale = [...(properties.get(path)?.stale ?? []), valueAt(before, path)];
      const until = now.getTime() + lagMilliseconds;
      properties.set(path, { stale, value: valueAt(patch, path), until });
    }
    this.updates.set(objectId, properties);
  }

  /** An application as it will be read once all copies know the updates. */
  over(objectId: string, application: JsonObject, now: Date): JsonObject {
    return [...this.fresh(objectId, now)].reduce<JsonObject>((read, [path, { stale, value }]) => {
      const stands = valueAt(read, path);
      return stale.some((old) => sameJson(old, stands))
        ? withValue(read, path.split("."), value ?? null)
        : read;
    }, application);
  }

  private fresh(objectId: string, now: Date): Map<string, Property> {
    const known = this.updates.get(objectId) ?? new Map<string, Property>();
    return new Map([...known].filter(([, { until }]) => until > now.getTime()));
  }
}

function withValue(
  object: JsonObject,
  [name = "", ...inner]: readonly string[],
  value: JsonValue,
): JsonObject {
  if (inner.length === 0) return { ...object, [name]: value };
  const part = object[name];
  return { ...object, [name]: withValue(isObject(part) ? part : {}, inner, value) };
}
