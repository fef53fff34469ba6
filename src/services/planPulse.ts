import { errorText, isCancelled } from "../base/errors";
import type { Disposable } from "../base/lifecycle";
import type { Clock, Log } from "../core/ports";
import type { JournalStore } from "./journalStore";

/** How often a running plan says that this window still carries it out. */
const beatMilliseconds = 5_000;

/** Keeps the owner of a running plan fresh in the journal. Dispose when the plan has ended. */
export function startPulse(
  {
    journals,
    clock,
    log,
  }: { readonly journals: JournalStore; readonly clock: Clock; readonly log: Log },
  id: string,
  window: string,
): Disposable {
  const controller = new AbortController();
  void beat().catch((error: unknown) => {
    if (!isCancelled(error)) log.warn(`A running plan could not be kept: ${errorText(error)}`);
  });
  return { dispose: () => controller.abort() };

  async function beat(): Promise<void> {
    for (;;) {
      await clock.delay(beatMilliseconds, controller.signal);
      await journals.touch(id, { window, seenAt: clock.now().toISOString() });
    }
  }
}
