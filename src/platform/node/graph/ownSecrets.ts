import type { ClientSecretFacts, NewClientSecret } from "../../../core/registration/registration";

/** For so long after a write a read may still be answered from a copy that does not know it. */
const lagMilliseconds = 120_000;

interface Written {
  /** What was added; undefined for one that was removed. Never the value. */
  readonly secret: ClientSecretFacts | undefined;
  readonly until: number;
}

interface WithSecrets {
  readonly objectId: string;
  readonly clientSecrets: readonly ClientSecretFacts[];
}

/**
 * Which client secrets were added and removed here lately, laid over reads that do not know it yet: who has just
 * rotated a secret would see the old list, and might remove the wrong one.
 */
export class OwnSecrets {
  /** By object id, then by key id. */
  private readonly writes = new Map<string, Map<string, Written>>();

  /** Remembers a secret that Graph has made. */
  added(objectId: string, { secretText: _hidden, ...secret }: NewClientSecret, now: Date): void {
    this.note(objectId, secret.keyId, secret, now);
  }

  /** Remembers that Graph has removed a secret. */
  removed(objectId: string, keyId: string, now: Date): void {
    this.note(objectId, keyId, undefined, now);
  }

  /** An application as it will be read once all copies know the secrets. */
  over<T extends WithSecrets>(read: T, now: Date): T {
    const written = this.fresh(read.objectId, now);
    if (written.size === 0) return read;
    const there = new Set(read.clientSecrets.map(({ keyId }) => keyId));
    const kept = read.clientSecrets.filter(
      ({ keyId }) => !written.has(keyId) || written.get(keyId)?.secret !== undefined,
    );
    const missing = [...written.values()].flatMap(({ secret }) =>
      secret === undefined || there.has(secret.keyId) ? [] : [secret],
    );
    return { ...read, clientSecrets: [...kept, ...missing] };
  }

  private note(
    objectId: string,
    keyId: string,
    secret: ClientSecretFacts | undefined,
    now: Date,
  ): void {
    const written = this.fresh(objectId, now);
    written.set(keyId, { secret, until: now.getTime() + lagMilliseconds });
    this.writes.set(objectId, written);
  }

  private fresh(objectId: string, now: Date): Map<string, Written> {
    const known = this.writes.get(objectId) ?? new Map<string, Written>();
    return new Map([...known].filter(([, { until }]) => until > now.getTime()));
  }
}
