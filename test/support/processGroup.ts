import { spawn, type ChildProcess, type SpawnOptions } from "node:child_process";
import { setTimeout as wait } from "node:timers/promises";
import { canBeAsked, isGroupLeft, killTree } from "./killTree";
import { removeFoldersLast } from "./tempFolder";

const running = new Set<ChildProcess>();

/**
 * Starts a program that has children of its own, as the leader of a process group (POSIX), so that all of
 * them can be ended together. Whatever still runs when this process ends is ended with it.
 */
export function startGroup(
  file: string,
  args: readonly string[],
  options: SpawnOptions,
): ChildProcess {
  process.off("exit", killAll);
  process.on("exit", killAll);
  removeFoldersLast();
  const child = spawn(file, args, { ...options, detached: process.platform !== "win32" });
  running.add(child);
  return child;
}

/** How long a leader may take to end once it is asked, and then its group to follow it, in milliseconds. */
const patience = 5_000;
const patienceWithGroup = 2_000;

/**
 * Asks the group's leader to end, gives it five seconds, and two more to those who end with it: they clean up, too.
 * Then it ends whatever is left of the group. On Windows nobody can be asked, and the whole tree is ended at once.
 */
export async function endGroup(child: ChildProcess): Promise<void> {
  await leaderEnds(child);
  await followersEnd(child);
  signalGroup(child);
  running.delete(child);
}

async function leaderEnds(child: ChildProcess): Promise<void> {
  if (!isRunning(child)) return;
  const ended = new Promise<void>((resolve) => {
    child.once("exit", () => resolve());
  });
  if (canBeAsked()) child.kill("SIGTERM");
  else signalGroup(child);
  const inTime = await Promise.race([
    ended.then(() => true),
    wait(patience, false, { ref: false }),
  ]);
  if (inTime) return;
  signalGroup(child);
  await ended;
}

/** Resolves when nobody of a group is left, or patience with them has run out. */
async function followersEnd({ pid }: ChildProcess): Promise<void> {
  if (pid === undefined) return;
  const deadline = Date.now() + patienceWithGroup;
  while (isGroupLeft(pid) && Date.now() < deadline) await wait(20);
}

/** Ends all groups that are still running. */
export async function endGroups(): Promise<void> {
  await Promise.all([...running].map(endGroup));
}

function killAll(): void {
  for (const child of running) signalGroup(child);
}

function isRunning(child: ChildProcess): boolean {
  return child.pid !== undefined && child.exitCode === null && child.signalCode === null;
}

function signalGroup(child: ChildProcess): void {
  if (child.pid !== undefined) killTree(child.pid);
}
