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

/** Runs `work` behind a notification that says what happens and can be cancelled. */
export async function withProgress<T>(
  title: Message,
  work: (signal: AbortSignal, report: Report) => Promise<T>,
): Promise<T> {
  const options = {
    location: vscode.ProgressLocation.Notification,
    title: notice(title),
    cancellable: true,
  };
  return await vscode.window.withProgress(options, async (progress, token) => {
    const report: Report = (message, link) =>
      progress.report({ message: [notice(message), link].filter(Boolean).join(" ") });
    return await work(signalOf(token), report);
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
