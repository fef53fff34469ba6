import type { StoredState } from "../storedState";

/**
 * The client secret a mailbox sends: the one it signed in with as long as that works, else the one that follows
 * it after a rotation. Known from what was last seen of the registration; nobody is asked.
 * @param pinned the secret of the sign-in; undefined for a public client, which sends none
 */
export function currentSecret(
  clientId: string,
  pinned: string | undefined,
  { storedSecrets, watched }: Pick<StoredState, "storedSecrets" | "watched">,
  now: Date,
): string | undefined {
  if (pinned === undefined) return undefined;
  const seen = watched.find(({ appId }) => appId === clientId);
  const candidates = storedSecrets
    .filter(({ appId }) => appId === clientId)
    .map(({ keyId, storedAt }) => {
      const facts = seen?.clientSecrets.find((secret) => secret.keyId === keyId);
      const end = facts === undefined ? undefined : Date.parse(facts.endDateTime);
      // What was stored after the registration was last seen differently is too new to be missing from it
      const isGone = seen !== undefined && facts === undefined && storedAt <= seen.seenAt;
      return { keyId, storedAt, end, works: !isGone && (end === undefined || end > now.getTime()) };
    })
    .filter(({ works }) => works);
  if (candidates.some(({ keyId }) => keyId === pinned)) return pinned;
  const [best] = candidates.sort(
    (a, b) => (b.end ?? 0) - (a.end ?? 0) || b.storedAt.localeCompare(a.storedAt),
  );
  return best?.keyId ?? pinned;
}
