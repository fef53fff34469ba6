import * as vscode from "vscode";
import type { Finding, FindingAction } from "../core/diagnosis/finding";
import type { Button } from "./button";
import { type CommandId, commandIds } from "./commandIds";

/** What the actions of a finding are about. */
export interface ActionTarget {
  /** The row or id on which commands are called. Without one they ask. */
  readonly target?: unknown;
  /** The command by which the sign-in is begun anew. Default: the renewal of a mailbox that is there. */
  readonly signIn?: CommandId | undefined;
  /** The command that tests again. Default: the IMAP login. */
  readonly test?: CommandId | undefined;
}

type Kind = FindingAction["kind"];

/** How each kind of action is carried out. */
const runners: {
  readonly [K in Kind]: (
    action: Extract<FindingAction, { readonly kind: K }>,
    about: ActionTarget,
  ) => Thenable<unknown>;
} = {
  signInMailbox: (_action, { signIn = "entraMail.signInMailboxAgain", target }) =>
    execute(signIn, target),
  testAgain: (_action, { target, test = "entraMail.testImapLogin" }) => execute(test, target),
  openSettings: ({ setting }) => execute("entraMail.openSettings", setting),
  openLink: ({ url }) => openLink(url),
  copyText: ({ text }) => vscode.env.clipboard.writeText(text),
  showLog: () => execute("entraMail.showLog"),
  runCommand: async ({ command, onTarget }, { target }) => {
    // Only commands of this extension are ever run from a finding.
    if (!commandIds.some((id) => id === command)) return;
    await execute(command, onTarget === true ? target : undefined);
  },
};

/** The actions of a finding as buttons, the best first. */
export function findingButtons(finding: Finding, about: ActionTarget): Button[] {
  return finding.actions.map((action) => ({
    title: action.title,
    run: () => runAction(action, about),
  }));
}

function runAction<K extends Kind>(
  action: Extract<FindingAction, { readonly kind: K }>,
  about: ActionTarget,
): Thenable<unknown> {
  // TypeScript cannot see that the row of an action's kind takes that action.
  const run = runners[action.kind] as (
    action: FindingAction,
    about: ActionTarget,
  ) => Thenable<unknown>;
  return run(action, about);
}

async function openLink(url: string): Promise<void> {
  const uri = vscode.Uri.parse(url, true);
  if (uri.scheme === "https") await vscode.env.openExternal(uri);
}

function execute(command: string, argument?: unknown): Thenable<unknown> {
  return vscode.commands.executeCommand(command, argument);
}
