import { chmodSync, chownSync, mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** Queues and sockets, as `postfix set-permissions` makes them: open to Postfix itself only. */
const queues = ["active", "bounce", "corrupt", "defer", "deferred", "flush", "hold", "incoming"];
const sockets = ["private", "public"];
const others = ["maildrop", "saved", "trace"];

/** User and group id of a name in /etc/passwd. @throws Error when there is none. */
function idsOf(name: string): readonly [uid: number, gid: number] {
  const line = readFileSync("/etc/passwd", "utf8")
    .split("\n")
    .find((entry) => entry.startsWith(`${name}:`));
  const [, , uid, gid] = line?.split(":").map(Number) ?? [];
  if (uid === undefined || gid === undefined) throw new Error(`There is no user ${name}.`);
  return [uid, gid];
}

/**
 * Makes the folders a Postfix works in, below `folder`: `spool` and `data`. The program `postfix` would make them, too,
 * and take seconds for it.
 */
export function makeSpool(folder: string): void {
  const owner = idsOf("postfix");
  const spool = join(folder, "spool");
  mkdirSync(spool);
  mkdirSync(join(spool, "pid"));
  const own = [...queues, ...sockets, ...others].map((name) => join(spool, name));
  for (const path of [...own, join(folder, "data")]) {
    mkdirSync(path);
    chmodSync(path, 0o700);
    chownSync(path, ...owner);
  }
}
