import * as vscode from "vscode";
import { message } from "../base/message";
import { sameAddress } from "../core/mailbox/address";
import type { Mailbox } from "../core/mailbox/mailbox";
import type { SignedIn } from "../services/mailboxParts";
import type { Button } from "./button";
import type { Ui } from "./parts";
import { stepDone } from "./walkthrough";

/** Tells that a mailbox is signed in; the identity in the token decides, and another one than typed is pointed out. */
export function tellSignedIn(ui: Ui, signedIn: SignedIn): void {
  stepDone("signedIn");
  const { mailbox, mismatch } = signedIn;
  if (mailbox.kind === "appOnly") return tellApp(ui, signedIn);
  const { address, account } = mailbox;
  const isShared = account.username !== "" && !sameAddress(address, account.username);
  if (mismatch === undefined) {
    const told = isShared
      ? message("{0} is signed in and opens {1}.", account.username, address)
      : message("{0} is signed in.", address);
    ui.notifier.inform(told, testButton(mailbox), exportButton(mailbox));
    return;
  }
  if (isShared) return tellSignedInAgain(ui, signedIn);
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
export function tellSignedInAgain(ui: Ui, signedIn: SignedIn): void {
  const { notifier } = ui;
  const { mailbox, mismatch } = signedIn;
  if (mailbox.kind === "appOnly") return tellApp(ui, signedIn);
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

/** Tells that an app has a token; without a permission in it no server lets it in. */
function tellApp({ notifier }: Ui, { mailbox, rolesMissing = false }: SignedIn): void {
  if (!rolesMissing) {
    notifier.inform(
      message("{0} is opened by the app itself.", mailbox.address),
      testButton(mailbox),
    );
    return;
  }
  notifier.warn(
    message(
      "The app was accepted, but its token carries no permission: no administrator has granted one yet. {0} stays closed until then.",
      mailbox.address,
    ),
    {
      title: message("Grant Admin Consent…"),
      run: () => vscode.commands.executeCommand("entraMail.grantAdminConsent"),
    },
    testButton(mailbox),
  );
}

/** A button that tests the login of a mailbox. */
export function testButton({ id }: Mailbox): Button {
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
