import * as vscode from "vscode";
import { CancelledError } from "../../base/errors";
import { message } from "../../base/message";
import type { Mailbox } from "../../core/mailbox/mailbox";
import { words } from "../localize";
import type { Ui } from "../parts";
import { pickText } from "../text";
import { type Choice, askPick } from "./pick";
import { back } from "./frame";

/**
 * One of the signed-in mailboxes; without any, signing one in is all that is offered.
 * @param title what the mailbox is chosen for
 * @throws CancelledError
 */
export async function pickMailbox({ mailboxes }: Ui, title: string): Promise<Mailbox> {
  const choices: Choice<Mailbox | "signIn">[] = mailboxes.mailboxes.map((mailbox) => ({
    label: pickText(mailbox.address),
    description: pickText(mailbox.registrationName),
    value: mailbox,
  }));
  choices.push(
    { label: "", kind: vscode.QuickPickItemKind.Separator },
    { label: `$(add) ${words(message("Sign In Mailbox…"))}`, value: "signIn" },
  );
  const chosen = await askPick(
    { title },
    { choices, placeholder: words(message("Which mailbox?")) },
  );
  if (chosen === back) throw new CancelledError();
  if (chosen !== "signIn") return chosen;
  await vscode.commands.executeCommand("entraMail.signInMailbox");
  throw new CancelledError();
}
