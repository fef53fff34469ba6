import { CancelledError } from "../base/errors";
import { type Message, message } from "../base/message";
import type { Plan } from "../core/registration/plan";
import type { Registration } from "../core/registration/registration";
import { planWords } from "../core/registration/planWords";
import type { Applied } from "../services/planDesk";
import { signInToDirectory } from "./applyPlan";
import type { Button } from "./button";
import { locale, words } from "./localize";
import { dateTimeWords } from "./moments";
import type { Ui } from "./parts";
import { askReview } from "./prompts/registerReview";
import { back } from "./prompts/frame";
import { runPlan } from "./runPlan";

export interface ReviewOptions {
  /** Said at the end instead of the words of the plan's purpose. */
  readonly done?: Message;
  /** What can be done next, in the notification at the end. */
  readonly buttons?: readonly Button[];
  /** Shows what was done, before it is told: a document opened later would take the keyboard from the next step. */
  readonly show?: (applied: Applied) => Promise<void>;
}

/**
 * Shows a plan in words, carries it out when the person agrees, and says what was done.
 * @throws Failure when nothing was done; CancelledError when the person closes the review or stops, when there
 *   is nothing to do, and when the plan stopped half-way: all that has been told then
 */
export async function reviewAndApply(
  ui: Ui,
  plan: Plan,
  options: ReviewOptions = {},
): Promise<Applied> {
  if (plan.steps.length === 0) {
    ui.notifier.inform(message("There is nothing to change."));
    throw new CancelledError();
  }
  const spoken = planWords(plan);
  const directory = await signInToDirectory(ui, plan);
  const answer = await askReview(plan, directory, { title: words(spoken.title(plan.title)) });
  if (answer === back) throw new CancelledError();
  const applied = await runPlan(ui, spoken.progress(plan.title), (signal, onProgress) =>
    ui.plans.apply(plan, signal, onProgress),
  );
  await options.show?.(applied);
  tellDone(ui, plan, applied, options);
  return applied;
}

/** Says what a finished plan has done, and from when on a resting one can be finished. */
export function tellDone(
  { notifier, clock }: Pick<Ui, "notifier" | "clock">,
  plan: Plan,
  { restsUntil, registration }: Pick<Applied, "restsUntil" | "registration">,
  { done = planWords(plan).done(plan.title), buttons = [] }: ReviewOptions = {},
): void {
  if (restsUntil === undefined) {
    notifier.inform(done, ...buttons);
    return;
  }
  const when = dateTimeWords(new Date(restsUntil), locale());
  const told = oldSecretHasEnded(plan, registration, clock.now())
    ? message("{0} The old client secret has ended; it can be removed from {1} on.", done, when)
    : message("{0} The old client secret still works; it can be removed from {1} on.", done, when);
  notifier.inform(told, ...buttons);
}

/** A plan that rests waits to remove a secret, which may have ended by itself meanwhile. */
function oldSecretHasEnded(
  { steps }: Plan,
  registration: Registration | undefined,
  now: Date,
): boolean {
  const removed = new Set(
    steps.flatMap((step) => (step.kind === "removeSecret" ? [step.keyId] : [])),
  );
  const left = registration?.clientSecrets.filter(({ keyId }) => removed.has(keyId)) ?? [];
  return left.some(({ endDateTime }) => Date.parse(endDateTime) <= now.getTime());
}
