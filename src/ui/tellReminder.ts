import * as vscode from "vscode";
import { message } from "../base/message";
import { isImported } from "../core/registration/imported";
import type { Reminder } from "../services/expiryService";
import type { Button } from "./button";
import type { CommandId } from "./commandIds";
import type { Ui } from "./parts";
import { reminderWords } from "./reminderWords";

type ReminderUi = Pick<Ui, "expiry" | "notifier">;

/** The one notification of the day, with what can be done about it. */
export function tellReminder(ui: ReminderUi, reminder: Reminder): void {
  ui.notifier.warn(reminderWords(reminder), ...buttonsOf(ui, reminder));
}

function buttonsOf({ expiry }: ReminderUi, reminder: Reminder): readonly Button[] {
  const show = command(message("Show"), "entraMail.showExpiring");
  const off: Button = {
    title: message("Don't Show Again"),
    run: () => expiry.switchOff(true),
  };
  return [...firstOf(reminder), ...(reminder.credentials.length > 0 ? [show] : []), off];
}

/** What is due goes before what ends soon; a certificate is not renewed by one click. */
function firstOf({ removals, credentials }: Reminder): readonly Button[] {
  const [due] = removals;
  if (due !== undefined) {
    return [command(message("Remove Old Secret"), "entraMail.continuePlan", due.journal.id)];
  }
  const all = credentials.filter(({ what }) => what === "secret");
  const secrets = all.filter(({ registration }) => !isImported(registration));
  const [first] = secrets;
  if (first === undefined) {
    // Whoever made the registration makes the new secret; here it is only entered
    return all.length === 0
      ? []
      : [command(message("Import New Secret…"), "entraMail.importRegistration")];
  }
  // Of several, the command asks
  const only = secrets.length === 1 ? first.registration.objectId : undefined;
  return [command(message("Rotate…"), "entraMail.rotateClientSecret", only)];
}

function command(title: Button["title"], id: CommandId, target?: string): Button {
  return { title, run: () => vscode.commands.executeCommand(id, target) };
}
