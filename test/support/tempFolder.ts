import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const made = new Set<string>();

/**
 * Makes a folder of its own under the system's temporary folder, whose paths are short enough for sockets. It
 * is removed when this process ends.
 *
 * @param readable Other users of the machine may look into it (a mail server that drops its rights must).
 */
export function makeTempFolder({ readable = false }: { readonly readable?: boolean } = {}): string {
  const folder = mkdtempSync(join(tmpdir(), "entra-"));
  if (readable) chmodSync(folder, 0o755);
  made.add(folder);
  removeFoldersLast();
  return folder;
}

/** Removes a folder with all it holds, also when something is still writing into it for a moment. */
export function removeFolder(folder: string): void {
  rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  made.delete(folder);
}

/**
 * Whoever starts a program that writes into such a folder calls this once the program has been told to end with
 * this process: the folders go after it.
 */
export function removeFoldersLast(): void {
  process.off("exit", removeAll);
  process.on("exit", removeAll);
}

function removeAll(): void {
  for (const folder of made) {
    try {
      removeFolder(folder);
    } catch {
      // Something that this process does not know of holds it; the system clears its temporary folder.
    }
  }
}
