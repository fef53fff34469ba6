import { spawnSync } from "node:child_process";

/** What is asked of the system. */
export interface System {
  readonly platform: NodeJS.Platform;
  readonly kill: (pid: number, signal: NodeJS.Signals | 0) => unknown;
  readonly run: (file: string, args: readonly string[]) => unknown;
}

const thisSystem: System = {
  platform: process.platform,
  kill: (pid, signal) => process.kill(pid, signal),
  run: (file, args) => spawnSync(file, args, { stdio: "ignore", windowsHide: true }),
};

/** Whether a process can be asked to end. On Windows every signal ends it at once, and leaves its children alone. */
export function canBeAsked({ platform }: Pick<System, "platform"> = thisSystem): boolean {
  return platform !== "win32";
}

/** Whether somebody of the group that a process has led is still there. On Windows its tree has ended with it. */
export function isGroupLeft(
  pid: number,
  { platform, kill }: Pick<System, "platform" | "kill"> = thisSystem,
): boolean {
  if (platform === "win32") return false;
  try {
    kill(-pid, 0);
    return true;
  } catch {
    return false;
  }
}

/**
 * Ends a process and its descendants at once: the group it leads (POSIX), or the tree below it (Windows, where the
 * tree is found only as long as its root lives).
 */
export function killTree(pid: number, system: System = thisSystem): void {
  if (system.platform === "win32") {
    system.run("taskkill", ["/pid", String(pid), "/T", "/F"]);
    return;
  }
  try {
    system.kill(-pid, "SIGKILL");
  } catch {
    // Nobody of the group is left.
  }
}
