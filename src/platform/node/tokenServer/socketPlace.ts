import { chmodSync, rmSync, rmdirSync } from "node:fs";
import { mkdtemp } from "node:fs/promises";
import type { Server } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { folderFailure, makePrivateFolder } from "./privateFolder";

/** Folders that are made for one socket begin so. */
const temporaryPrefix = "entra-mail-";

/** `sun_path` has 104 bytes on macOS and 108 on Linux, the NUL at its end included. */
const longestPath = 100;

/** Where a server listens, until it is left. */
export interface SocketPlace {
  readonly path: string;
  /** Removes what lies there; call it when nobody listens any more. */
  leave(): void;
}

/**
 * Listens in a folder that only this person can enter: the given one, or, where its path is too long for a socket or
 * its file system takes none, one that is made in the session's folder or the temporary one.
 * @throws Failure `input.invalid` (tokenFolder.noSocket)
 */
export async function listenPrivately(
  server: Server,
  folder: string,
  name: string,
): Promise<SocketPlace> {
  if (process.platform === "win32")
    return await listen(server, String.raw`\\.\pipe\entra-mail-${name}`);
  let cause: unknown;
  for (const place of places(folder, name)) {
    try {
      const path = await place();
      if (Buffer.byteLength(path) <= longestPath) return await listen(server, path);
      removeSocket(path);
    } catch (error) {
      cause = error;
    }
  }
  throw folderFailure("noSocket", folder, cause);
}

function places(folder: string, name: string): readonly (() => Promise<string>)[] {
  const session = process.env["XDG_RUNTIME_DIR"] ?? "";
  return [
    () => Promise.resolve(join(folder, `${name}.sock`)),
    ...[session, tmpdir()]
      .filter((parent) => parent !== "")
      .map((parent) => async () => {
        const made = await mkdtemp(join(parent, temporaryPrefix));
        await makePrivateFolder(made);
        return join(made, "s");
      }),
  ];
}

async function listen(server: Server, path: string): Promise<SocketPlace> {
  const place = { path, leave: () => removeSocket(path) };
  try {
    await new Promise<void>((resolve, reject) => {
      server.once("error", reject);
      // A mail program with many folders calls for each of them at once
      server.listen({ path, backlog: 1024 }, () => {
        server.off("error", reject);
        resolve();
      });
    });
    if (process.platform !== "win32") chmodSync(path, 0o600);
  } catch (error) {
    place.leave();
    throw error;
  }
  return place;
}

/** Removes a socket, and the folder that was made for it. */
export function removeSocket(path: string): void {
  if (process.platform === "win32") return;
  rmSync(path, { force: true });
  const folder = dirname(path);
  if (!folder.slice(dirname(folder).length + 1).startsWith(temporaryPrefix)) return;
  try {
    rmdirSync(folder);
  } catch {
    // Already gone, or something else lies in it
  }
}
