import type { Stats } from "node:fs";

/** Rights of everybody but the owner. */
const others = 0o077;

/**
 * True when this person owns it and nobody else has any right on it. Windows has no such numbers: there a folder below
 * the person's profile is theirs by its access list.
 */
export function isOwnedAlone({ uid, mode }: Pick<Stats, "uid" | "mode">): boolean {
  const me = process.getuid?.();
  return me === undefined || (uid === me && (mode & others) === 0);
}
