import { constants, type Dirent } from "node:fs";
import { open, readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import {
  type WindowRecord,
  longestRecord,
  parseRecord,
  recordName,
} from "../../../core/tokenCommand/windowRecord";
import { isOwnedAlone } from "./ownedAlone";

/** Below the folder of the token command: one record per window. */
export const recordsFolder = "windows";

/** More windows than anybody opens; a folder full of leftovers is not walked through. */
const mostRecords = 200;

export interface FoundRecord {
  readonly file: string;
  readonly record: WindowRecord;
}

/** The records in a folder that are whole and can be read by their owner alone, the newest first. */
export async function findRecords(folder: string): Promise<readonly FoundRecord[]> {
  const found: FoundRecord[] = [];
  for (const file of await recordFiles(folder)) {
    const record = await readRecord(file);
    if (record !== undefined) found.push({ file, record });
  }
  return found.sort((a, b) => b.record.startedAt - a.record.startedAt);
}

/** Removes all records of a folder, whole or not. */
export async function removeRecords(folder: string): Promise<void> {
  for (const file of await recordFiles(folder)) await rm(file, { force: true });
}

async function recordFiles(folder: string): Promise<readonly string[]> {
  let entries: readonly Dirent[];
  try {
    entries = await readdir(folder, { withFileTypes: true });
  } catch {
    return [];
  }
  return entries
    .filter((entry) => entry.isFile() && recordName.test(entry.name))
    .slice(0, mostRecords)
    .map(({ name }) => join(folder, name));
}

/** Undefined for a file that is gone by now, is another one's, or holds something else. */
async function readRecord(file: string): Promise<WindowRecord | undefined> {
  try {
    // Windows has no O_NOFOLLOW
    const handle = await open(file, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0));
    try {
      const stats = await handle.stat();
      if (!stats.isFile() || !isOwnedAlone(stats) || stats.size > longestRecord) return undefined;
      return parseRecord(await handle.readFile());
    } finally {
      await handle.close();
    }
  } catch {
    return undefined;
  }
}
