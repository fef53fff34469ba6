import { delay } from "../../base/async";
import type { Clock } from "../../core/time";

/** The machine's own time. */
export const systemClock: Clock = {
  now: () => new Date(),
  delay,
};
