/** How a program ended. */
export interface Ended {
  /** Exit code; null when it had to be ended. */
  readonly exit: number | null;
  /** What it said on both streams or on its screen, and what it fetched. */
  readonly output: string;
}
