import * as vscode from "vscode";
import { CancelledError } from "../base/errors";
import { type Message, message } from "../base/message";
import { isPlanStopped } from "../core/registration/planStopped";
import { allowsSignIn } from "../core/oauth/signInObstacle";
import type { Registration } from "../core/registration/registration";
import type { Applied } from "../services/planDesk";
import type { ApplyProgress } from "../services/planRun";
import type { CommandId } from "./commandIds";
import { locale, markdownWords } from "./localize";
import type { Ui } from "./parts";
import { type Report, withProgress, withViewProgress } from "./progress";
import { registrationSummaryMarkdown } from "./reports/registrationSummary";
import { plainText } from "./text";

/** Carries out a plan, or the rest of one. */
type Work = (
  signal: AbortSignal,
  onProgress: (progress: ApplyProgress) => void,
) => Promise<Applied>;

/**
 * Signs in with the right to create registrations.
 * @returns account and directory, for the review
 * @throws Failure `signIn.*`; CancelledError
 */
export async function signInToDirectory({ graphSignIn }: Ui): Promise<string> {
  const token = await graphSignIn.token({ interaction: "prompt", access: "write" });
  if (token === undefined) throw new CancelledError();
  const { accountLabel, tenantId } = token;
  return plainText(tenantId === undefined ? accountLabel : `${accountLabel} · ${tenantId}`);
}

/** Runs a plan under progress that can be cancelled, then tells what came of it. */
export async function applyPlan(ui: Ui, title: Message, work: Work): Promise<void> {
  try {
    const applied = await withViewProgress("entraMail.registrations", () =>
      withProgress(title, (signal, report) => work(signal, (step) => tell(step, report))),
    );
    await summarize(ui, applied);
  } catch (error) {
    if (!isPlanStopped(error)) throw error;
    const { id } = error.journal;
    ui.notifier.failure(error, {
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
}

function tell({ step, of, words, waitingSeconds }: ApplyProgress, report: Report): void {
  report(
    waitingSeconds === undefined
      ? message("{0} ({1} of {2})", words, step, of)
      : message(
          "{0} ({1} of {2}) · next try in {3} s",
          words,
          step,
          of,
          Math.round(waitingSeconds),
        ),
  );
}

/** Shows what was made and offers the next step with it. */
export async function summarize(
  ui: Pick<Ui, "documents" | "notifier" | "registrations">,
  { registration, storedSecretKeyId }: Applied,
): Promise<void> {
  const { displayName, objectId } = registration;
  const tenantId = ui.registrations.list.account?.tenantId;
  // First the document: opened later, it would take the keyboard from what the notification leads to.
  await ui.documents.show(
    "registration",
    plainText(displayName),
    registrationSummaryMarkdown(
      { registration, tenantId, storedSecretKeyId },
      { say: markdownWords, locale: locale() },
    ),
  );
  const { title, command } = nextStep(registration, storedSecretKeyId !== undefined);
  ui.notifier.inform(message("{0} is registered.", displayName), {
    title,
    run: () => vscode.commands.executeCommand(command, objectId),
  });
}

/** Signing in a mailbox, or what the app needs that alone can use the registration. */
function nextStep(
  registration: Registration,
  secretStored: boolean,
): { readonly title: Message; readonly command: CommandId } {
  if (allowsSignIn(registration)) {
    return { title: message("Sign In Mailbox"), command: "entraMail.signInMailbox" };
  }
  return secretStored
    ? { title: message("Copy Client Secret"), command: "entraMail.copyClientSecret" }
    : { title: message("Copy Client ID"), command: "entraMail.copyClientId" };
}
