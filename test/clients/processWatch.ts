import { readdirSync, readFileSync } from "node:fs";

export interface ProcessWatch {
  /** How many processes were seen. */
  readonly count: number;
  /** Ends the watch. @returns arguments and environments of the processes that were seen */
  stop(): string;
}

/** Milliseconds between two looks: mail programs talk to servers, which takes longer. */
const pause = 20;

/** Reads, while programs run, what every user of the computer can see of them, and their environment. */
export function watchProcesses(home: string): ProcessWatch {
  const seen = new Map<string, string>();
  const look = (): void => {
    for (const id of readdirSync("/proc").filter((name) => /^\d+$/.test(name))) {
      const environment = read(`/proc/${id}/environ`);
      if (!environment.includes(`HOME=${home}`)) continue;
      const words = read(`/proc/${id}/cmdline`);
      seen.set(`${id} ${words}`, `${words}\n${environment}`);
    }
  };
  const timer = setInterval(look, pause);
  return {
    get count() {
      return seen.size;
    },
    stop: () => {
      clearInterval(timer);
      return [...seen.values()].join("\n");
    },
  };
}

/** Empty for a process that has just ended. */
function read(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}
