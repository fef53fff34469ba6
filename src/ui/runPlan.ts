import * as vscode from "vscode";
import { CancelledError, errorText } from "../base/errors";
import { type Message, message } from "../base/message";
import { isPlanStopped, type PlanStopped } from "../core/registration/planStopped";
import type { Applied } from "../services/planDesk";
import type { ApplyProgress } from "../services/planRun";
import type { Ui } from "./parts";
import { type Report, withProgress, withViewProgress } from "./progress";

/** Carries out a plan, or the rest of one. */
export type PlanWork = (
  signal: AbortSignal,
  onProgress: (progress: ApplyProgress) => void,
) => Promise<Applied>;

/**
 * Runs a plan under progress that can be cancelled.
 * @throws Failure when nothing was done; CancelledError also when the plan stopped half-way: that has been
 *   told then, with the ways to go on
 */
export async function runPlan(ui: Ui, title: Message, work: PlanWork): Promise<Applied> {
  try {
    const applied = await withViewProgress("entraMail.registrations", () =>
      withProgress(title, (signal, report) => work(signal, (step) => tell(step, report))),
    );
    await assignKeys(ui, applied);
    return applied;
  } catch (error) {
    if (!isPlanStopped(error)) throw error;
    tellStop(ui, error);
    throw new CancelledError({ cause: error });
  }
}

/** Notes for which registration a key is that was made before its plan; the plan is done, whether that works or not. */
async function assignKeys(
  { certificates, log }: Ui,
  { addedCertificates }: Applied,
): Promise<void> {
  if (addedCertificates === undefined) return;
  const { thumbprints, appId } = addedCertificates;
  await certificates.assign(thumbprints, appId).catch((error: unknown) => {
    log.warn(`It could not be noted whose the key of a certificate is: ${errorText(error)}`);
  });
}

function tellStop({ notifier }: Ui, stop: PlanStopped): void {
  const { id } = stop.journal;
  notifier.failure(stop, {
    about: "management",
    first: [
      {
        title: message("Continue"),
        run: () => vscode.commands.executeCommand("entraMail.continuePlan", id),
      },
      {
        title: message("Undo"),
        run: () => vscode.commands.executeCommand("entraMail.undoPlan", id),
      },
    ],
  });
}

/** Shows how far a plan is, and what it waits for. */
export function tell(progress: ApplyProgress, report: Report): void {
  const { step, of, words, waitingSeconds, forGraph } = progress;
  const done = message("{0} ({1} of {2})", words, step, of);
  if (waitingSeconds === undefined) {
    report(done);
    return;
  }
  const seconds = Math.round(waitingSeconds);
  report(
    forGraph === true
      ? message("{0} · waiting for Microsoft Graph ({1} s)", done, seconds)
      : message("{0} · waiting until the directory knows it ({1} s)", done, seconds),
  );
}
