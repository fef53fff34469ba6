import * as vscode from "vscode";
import { type Message, message } from "../base/message";
import type { SecretLoss } from "../services/secretCanary";
import type { Button } from "./button";
import type { Ui } from "./parts";

/**
 * How an editor keeps secrets, and what to do where it cannot. The page is that of the editor; its address is
 * unverified here.
 */
const keychainHelp =
  "https://code.visualstudio.com/docs/configure/settings-sync#_troubleshooting-keychain-issues";

/** Says that stored secrets are gone, what that means, and what can be done about it. */
export function tellLoss(
  { notifier, mailboxes, situation }: Pick<Ui, "notifier" | "mailboxes" | "situation">,
  loss: SecretLoss,
): void {
  const [first] = loss.mailboxes;
  const signIn: Button = {
    title: message("Sign In Again"),
    run: () => vscode.commands.executeCommand("entraMail.signInMailboxAgain", first?.id),
  };
  const help: Button = {
    title: message("How Editors Keep Secrets"),
    run: () => vscode.env.openExternal(vscode.Uri.parse(keychainHelp)),
  };
  const off: Button = {
    title: message("Don't Show Again"),
    run: () => mailboxes.ignoreLosses(),
  };
  const text = loss.everything
    ? message(
        "This editor does not keep secrets. {0} {1}",
        lostWords(loss),
        situation.webUi ? inBrowser : onDesktop,
      )
    : message(
        "{0} Another tab or window may have overwritten what this editor had stored.",
        lostWords(loss),
      );
  notifier.warn(
    text,
    ...(first === undefined ? [] : [signIn]),
    ...(loss.everything ? [help] : []),
    off,
  );
}

function lostWords({ mailboxes }: SecretLoss): Message {
  const [first] = mailboxes;
  if (first === undefined) return message("What was stored before it was closed is gone.");
  return mailboxes.length === 1
    ? message("The sign-in of {0} is gone: sign in again.", first.address)
    : message("The sign-ins of {0} mailboxes are gone: sign in again.", mailboxes.length);
}

const onDesktop = message(
  "On Linux it needs a keyring that is unlocked, such as GNOME Keyring or KWallet; without one secrets last until the editor is closed.",
);

const inBrowser = message(
  "In a browser they lie in the data of this page: do not let the browser delete these when it closes, and use one tab at a time.",
);
