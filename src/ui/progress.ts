import * as vscode from "vscode";
import type { Message } from "../base/message";
import { notice } from "./localize";

export type ViewId = "entraMail.registrations" | "entraMail.mailboxes";

/** Shows what is being done. `link` is our own Markdown link, the only one that stays alive. */
export type Report = (message: Message, link?: string) => void;

/** The editor's token as the signal that everything below the user interface understands. */
function signalOf(token: vscode.CancellationToken): AbortSignal {
  const controller = new AbortController();
  if (token.isCancellationRequested) controller.abort();
  else token.onCancellationRequested(() => controller.abort());
  return controller.signal;
}

/** What is done sooner needs no notification: it would only flash up. */
const pauseMilliseconds = 400;

/** Runs `work`, after a moment behind a notification that says what happens and can be cancelled. */
export async function withProgress<T>(
  title: Message,
  work: (signal: AbortSignal, report: Report) => Promise<T>,
): Promise<T> {
  const options = {
    location: vscode.ProgressLocation.Notification,
    title: notice(title),
    cancellable: true,
  };
  const controller = new AbortController();
  let last: { readonly message: string } | undefined;
  let shown: vscode.Progress<{ readonly message: string }> | undefined;
  const running = work(controller.signal, (message, link) => {
    last = { message: [notice(message), link].filter(Boolean).join(" ") };
    shown?.report(last);
  });
  if (await endsSoon(running)) return await running;
  return await vscode.window.withProgress(options, async (progress, token) => {
    signalOf(token).addEventListener("abort", () => controller.abort());
    if (token.isCancellationRequested) controller.abort();
    shown = progress;
    if (last !== undefined) progress.report(last);
    return await running;
  });
}

/** Whether `work` ends, well or badly, before a person wonders what happens. */
function endsSoon(work: Promise<unknown>): Promise<boolean> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(false), pauseMilliseconds);
    const ends = (): void => {
      clearTimeout(timer);
      resolve(true);
    };
    work.then(ends, ends);
  });
}

/** Runs `work` under the progress line of a view. */
export async function withViewProgress<T>(viewId: ViewId, work: () => Promise<T>): Promise<T> {
  return await vscode.window.withProgress({ location: { viewId } }, work);
}

/** A link to one of our commands, for a progress message. */
export function commandLink(label: string, command: string): string {
  return `[${label}](command:${command})`;
}

/** For work that is short and has no place to cancel it from. */
export function neverAborted(): AbortSignal {
  return new AbortController().signal;
}
