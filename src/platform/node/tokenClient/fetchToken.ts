import { lstat } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { TokenAnswer } from "../../../core/tokenCommand/answer";
import type { TokenRequest } from "../../../core/tokenCommand/request";
import type { WindowRecord } from "../../../core/tokenCommand/windowRecord";
import { isOwnedAlone } from "../tokenServer/ownedAlone";
import { findRecords, recordsFolder } from "../tokenServer/windowRecords";
import { type Patience, askWindows } from "./askWindows";

/**
 * Finds the windows of the editor whose program this is, and asks them.
 * @param folder where the program lies
 */
export async function fetchToken(
  folder: string,
  request: TokenRequest,
  patience: Patience,
): Promise<TokenAnswer> {
  const records = join(folder, recordsFolder);
  const place = await safetyOf(records);
  if (place === "missing") return { kind: "refused", refusal: "noEditor" };
  if (place === "open") return { kind: "refused", refusal: "unsafeFolder" };
  const found = await findRecords(records);
  const safe: WindowRecord[] = [];
  let open = false;
  for (const { record } of found) {
    const safety = await safetyOfSocket(record);
    if (safety === "safe") safe.push(record);
    else if (safety === "open") open = true;
  }
  if (safe.length === 0 && open) return { kind: "refused", refusal: "unsafeFolder" };
  return await askWindows(safe, request, patience);
}

type Safety = "safe" | "open" | "missing";

/** Whether only this person can put anything into the folder. */
async function safetyOf(folder: string): Promise<Safety> {
  try {
    const stats = await lstat(folder);
    return stats.isDirectory() && isOwnedAlone(stats) ? "safe" : "open";
  } catch {
    return "missing";
  }
}

/** A pipe of Windows lies in no folder. */
async function safetyOfSocket({ socket }: WindowRecord): Promise<Safety> {
  return process.platform === "win32" ? "safe" : await safetyOf(dirname(socket));
}
