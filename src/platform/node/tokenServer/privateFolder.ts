import { chmod, lstat, mkdir } from "node:fs/promises";
import { Failure } from "../../../core/failure";
import { isOwnedAlone } from "./ownedAlone";

/**
 * Makes a folder that only this person can enter, or makes sure that the one which is there is such.
 * @throws Failure `input.invalid` (tokenFolder.notPrivate, tokenFolder.notWritten)
 */
export async function makePrivateFolder(path: string): Promise<void> {
  try {
    await mkdir(path, { recursive: true, mode: 0o700 });
    // Of one's own, an older folder may only be too open; another one's cannot be changed and is found below
    const before = await lstat(path);
    if (before.isDirectory() && before.uid === process.getuid?.()) await chmod(path, 0o700);
  } catch (error) {
    throw folderFailure("notWritten", path, error);
  }
  const stats = await lstat(path);
  if (!stats.isDirectory() || !isOwnedAlone(stats)) throw folderFailure("notPrivate", path);
}

/** The failure of everything that the token command keeps on disk. */
export function folderFailure(
  problem: "notPrivate" | "notWritten" | "noSocket",
  path: string,
  cause?: unknown,
): Failure {
  const reason = cause instanceof Error && "code" in cause ? String(cause.code) : "";
  return new Failure(
    "input.invalid",
    `The token command cannot use ${path} (${[problem, reason].filter(Boolean).join(" ")}).`,
    { input: "tokenFolder", problem, path, reason },
    { cause },
  );
}
