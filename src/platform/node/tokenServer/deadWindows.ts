import { rm } from "node:fs/promises";
import { connect } from "node:net";
import { removeSocket } from "./socketPlace";
import { findRecords } from "./windowRecords";

/** Codes that mean: nobody listens there. Any other may come from a window that is only busy. */
const nobodyListens = new Set(["ECONNREFUSED", "ENOENT"]);

/** Removes what windows left that could not clean up. What anybody listens on stays. */
export async function removeDeadWindows(folder: string): Promise<void> {
  for (const { file, record } of await findRecords(folder)) {
    if (!(await isDead(record.socket))) continue;
    await rm(file, { force: true });
    removeSocket(record.socket);
  }
}

function isDead(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(path);
    const end = (dead: boolean): void => {
      socket.destroy();
      resolve(dead);
    };
    socket.setTimeout(1_000, () => end(false));
    socket.once("connect", () => end(false));
    socket.once("error", (error: NodeJS.ErrnoException) =>
      end(nobodyListens.has(error.code ?? "")),
    );
  });
}
