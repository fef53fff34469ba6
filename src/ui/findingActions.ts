import * as vscode from "vscode";
import type { Finding, FindingAction } from "../core/diagnosis/finding";
import type { Button } from "./button";

type Kind = FindingAction["kind"];

/** How each kind of action is carried out. */
const runners: {
  readonly [K in Kind]: (
    action: Extract<FindingAction, { readonly kind: K }>,
    mailboxId: string | undefined,
  ) => Thenable<unknown>;
} = {
  signInMailbox: (_action, mailboxId) => execute("entraMail.signInMailboxAgain", mailboxId),
  testAgain: (_action, mailboxId) => execute("entraMail.testImapLogin", mailboxId),
  openSettings: ({ setting }) => execute("entraMail.openSettings", setting),
  openLink: ({ url }) => openLink(url),
  copyText: ({ text }) => vscode.env.clipboard.writeText(text),
  showLog: () => execute("entraMail.showLog"),
};

/** The actions of a finding as buttons, the best first. */
export function findingButtons(finding: Finding, mailboxId: string | undefined): Button[] {
  return finding.actions.map((action) => ({
    title: action.title,
    run: () => runAction(action, mailboxId),
  }));
}

function runAction<K extends Kind>(
  action: Extract<FindingAction, { readonly kind: K }>,
  mailboxId: string | undefined,
): Thenable<unknown> {
  // TypeScript cannot see that the row of an action's kind takes that action.
  const run = runners[action.kind] as (
    action: FindingAction,
    mailboxId: string | undefined,
  ) => Thenable<unknown>;
  return run(action, mailboxId);
}

async function openLink(url: string): Promise<void> {
  const uri = vscode.Uri.parse(url, true);
  if (uri.scheme === "https") await vscode.env.openExternal(uri);
}

function execute(command: string, argument?: unknown): Thenable<unknown> {
  return vscode.commands.executeCommand(command, argument);
}
