import * as vscode from "vscode";
import { message } from "../base/message";
import type { Mailbox } from "../core/mailbox/mailbox";
import type { SignedIn } from "../services/mailboxParts";
import type { Button } from "./button";
import type { Ui } from "./parts";

/** Tells that a mailbox is signed in; the identity in the token decides, and another one than typed is pointed out. */
export function tellSignedIn(ui: Ui, { mailbox, mismatch }: SignedIn): void {
  if (mismatch === undefined) {
    ui.notifier.inform(
      message("{0} is signed in.", mailbox.address),
      testButton(mailbox),
      exportButton(mailbox),
    );
    return;
  }
  const { typed, actual } = mismatch;
  ui.notifier.warn(
    message("{0} signed in, not {1}. The mailbox of {0} will be opened.", actual, typed),
    testButton(mailbox),
    {
      title: message("Open Typed Address Instead"),
      run: () => ui.mailboxes.setAddress(mailbox.id, typed),
    },
  );
}

/** Tells that a sign-in was renewed. The address stays, because a shared mailbox is opened by another identity. */
export function tellSignedInAgain({ notifier }: Ui, { mailbox, mismatch }: SignedIn): void {
  if (mismatch === undefined) {
    notifier.inform(message("{0} is signed in again.", mailbox.address), testButton(mailbox));
    return;
  }
  const { typed, actual } = mismatch;
  notifier.warn(
    message(
      "{0} signed in, not {1}. {2} is opened with this sign-in.",
      actual,
      typed,
      mailbox.address,
    ),
    testButton(mailbox),
  );
}

function testButton({ id }: Mailbox): Button {
  return {
    title: message("Test IMAP Login"),
    run: () => vscode.commands.executeCommand("entraMail.testImapLogin", id),
  };
}

function exportButton({ id }: Mailbox): Button {
  return {
    title: message("Export Configuration…"),
    run: () => vscode.commands.executeCommand("entraMail.exportConfiguration", id),
  };
}
