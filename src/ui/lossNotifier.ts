import { isCancelled } from "../base/errors";
import type { Disposable } from "../base/lifecycle";
import type { Ui } from "./parts";

/** Nothing is read or told while the editor is still starting. */
const lookMilliseconds = 10_000;

/** Tells once after the start when stored secrets are gone. The sentences are loaded when there is something to tell. */
export class LossNotifier implements Disposable {
  private readonly closing = new AbortController();

  constructor(
    private readonly ui: Pick<Ui, "mailboxes" | "notifier" | "situation" | "clock" | "log">,
  ) {
    this.look().catch((error: unknown) => {
      if (!isCancelled(error)) ui.log.warn(`Lost secrets could not be told: ${String(error)}`);
    });
  }

  dispose(): void {
    this.closing.abort();
  }

  private async look(): Promise<void> {
    await this.ui.clock.delay(lookMilliseconds, this.closing.signal);
    const loss = await this.ui.mailboxes.takeLoss();
    if (loss === undefined) return;
    const { tellLoss } = await import("./onDemand");
    tellLoss(this.ui, loss);
  }
}
