/** The sandbox's time: the machine's, shifted. Tokens, codes and secrets are judged by it. */
export interface SandboxClock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Sets, not adds, how far the sandbox is ahead of the machine. */
  setAhead(seconds: number): void;
}

export function createClock(machineTime: () => number = Date.now): SandboxClock {
  let aheadMs = 0;
  return {
    now: () => machineTime() + aheadMs,
    setAhead: (seconds) => {
      aheadMs = seconds * 1000;
    },
  };
}
