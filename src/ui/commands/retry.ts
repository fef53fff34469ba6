import type { Command } from "../command";
import { neverAborted, withViewProgress } from "../progress";
import { rowOf } from "../target";

/** Tries again what a row says has failed. */
export const retry: Command = {
  id: "entraMail.retry",
  about: "management",
  run: async ({ registrations }, target) => {
    const loadList = (): Promise<void> => registrations.load("prompt", neverAborted());
    await withViewProgress("entraMail.registrations", rowOf(target).retry ?? loadList);
  },
};
