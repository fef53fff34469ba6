import { isCancelled } from "../base/errors";
import type { Disposable } from "../base/lifecycle";
import type { Reminder } from "../services/expiryService";
import type { Ui } from "./parts";

/** Nothing is told while the editor is still starting. */
const firstLookMilliseconds = 60_000;
/** A window that stays open for days is to notice the next one. */
const nextLookMilliseconds = 60 * 60_000;

type NotifierUi = Pick<Ui, "expiry" | "registrations" | "notifier" | "clock" | "log">;

/**
 * Tells at most once a day what ends soon: when the list of registrations was shown, or a minute after the start.
 * The sentences are loaded when there is something to tell.
 */
export class ExpiryNotifier implements Disposable {
  private readonly closing = new AbortController();
  private readonly subscription: Disposable;
  private busy = false;

  constructor(private readonly ui: NotifierUi) {
    const { registrations } = ui;
    // Only a view that is seen loads the list; what it shows is remembered before this looks
    this.subscription = registrations.onDidChange(() => {
      if (registrations.list.status === "loaded") void this.look();
    });
    void this.watch();
  }

  dispose(): void {
    this.closing.abort();
    this.subscription.dispose();
  }

  /** Looks once; what goes wrong is for the log, because nobody asked. */
  async look(): Promise<void> {
    if (this.busy || this.closing.signal.aborted) return;
    this.busy = true;
    try {
      const reminder = await this.ui.expiry.takeReminder();
      if (reminder !== undefined) await this.tell(reminder);
    } catch (error) {
      this.ui.log.warn(`What ends soon could not be told: ${String(error)}`);
    } finally {
      this.busy = false;
    }
  }

  private async watch(): Promise<void> {
    const { clock } = this.ui;
    try {
      await clock.delay(firstLookMilliseconds, this.closing.signal);
      for (;;) {
        await this.look();
        await clock.delay(nextLookMilliseconds, this.closing.signal);
      }
    } catch (error) {
      if (!isCancelled(error)) this.ui.log.warn(`Expiry is no longer watched: ${String(error)}`);
    }
  }

  private async tell(reminder: Reminder): Promise<void> {
    const { tellReminder } = await import("./onDemand");
    tellReminder(this.ui, reminder);
  }
}
