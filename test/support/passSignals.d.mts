import type { ChildProcess } from "node:child_process";

/** What of this process is needed. */
export interface OwnProcess {
  readonly platform: NodeJS.Platform;
  on(signal: NodeJS.Signals, listener: () => void): unknown;
}

/** Lets a child process clean up when this one is told to end, and waits for it. */
export function passSignals(child: Pick<ChildProcess, "kill">, own?: OwnProcess): void;
