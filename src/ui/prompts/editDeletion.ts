import * as vscode from "vscode";
import { CancelledError } from "../../base/errors";
import { message } from "../../base/message";
import { checkTypedName, type Dependents } from "../../core/registration/changes/deletion";
import type { RegistrationSummary } from "../../core/registration/registration";
import { notice, words } from "../localize";
import type { Ui } from "../parts";
import { withProgress } from "../progress";
import { rowOf } from "../target";
import { pickText, plainText } from "../text";
import { answered } from "./editTarget";
import type { Frame } from "./frame";
import type { Choice } from "./pick";
import { askSearchPick } from "./searchPick";
import { askText } from "./text";

/** What in this editor depends on a registration. */
export function dependentsOf(
  { mailboxes, clientSecrets: stored }: Pick<Ui, "mailboxes" | "clientSecrets">,
  { appId, clientSecrets }: RegistrationSummary,
): Dependents {
  return {
    mailboxes: mailboxes.mailboxes
      .filter(({ clientId }) => clientId === appId)
      .map(({ address }) => address),
    storedSecrets: clientSecrets.filter(({ keyId }) => stored.isStored(appId, keyId)).length,
  };
}

/** Asks before a registration that was entered by hand is forgotten here; at Microsoft nothing changes. */
export async function confirmForget(
  { notifier }: Pick<Ui, "notifier">,
  { displayName }: RegistrationSummary,
  { mailboxes, storedSecrets }: Dependents,
): Promise<boolean> {
  const kept = message("At Microsoft nothing is deleted, and you can import it again.");
  const users = message(
    "{0} signs in with it; a sign-in that has ended cannot be renewed then.",
    mailboxes.join(", "),
  );
  const secrets = message("The value of its client secret is removed from this editor.");
  const told = [
    ...(mailboxes.length > 0 ? [users] : []),
    ...(storedSecrets > 0 ? [secrets] : []),
    kept,
  ];
  const detail = told.slice(1).reduce((a, b) => message("{0} {1}", a, b), told[0] ?? kept);
  return await notifier.confirm(message("Forget {0}?", displayName), detail, message("Forget"));
}

/**
 * A deleted registration: that of the row, that with the object id, or one that is asked for. All of them can be
 * found, also those behind the first page.
 * @throws Failure `graph.*`, `signIn.*`; CancelledError, also when there is none: that has been said then
 */
export async function pickDeleted(
  ui: DeletedUi,
  frame: Frame,
  target: unknown,
): Promise<RegistrationSummary> {
  const chosen = await pick(ui, frame, target);
  // The plan is held to the directory that was looked into
  return { ...chosen, tenantId: ui.registrations.tenantOf(chosen) };
}

type DeletedUi = Pick<Ui, "registrations" | "directories" | "notifier">;

async function pick(
  { registrations, directories, notifier }: DeletedUi,
  frame: Frame,
  target: unknown,
): Promise<RegistrationSummary> {
  const { part, registration } = rowOf(target);
  if (part?.kind === "deleted" && registration !== undefined) return registration;
  if (typeof target === "string") {
    const meant = await withProgress(message("Looking for the deleted registration"), (signal) =>
      registrations.deletedOne(target, signal),
    );
    if (meant !== undefined) return meant;
    const tenantId = registrations.list.account?.tenantId;
    const here = directories.nameOf(tenantId ?? "") ?? tenantId;
    notifier.inform(
      message(
        "{0} does not have it among the deleted registrations. What was deleted a moment ago may be there in a minute; what was deleted in another directory can be restored in that one only.",
        here ?? message("This directory"),
      ),
      {
        title: message("Switch Directory…"),
        run: () => vscode.commands.executeCommand("entraMail.switchDirectory"),
      },
    );
    throw new CancelledError();
  }
  const deleted = await withProgress(message("Loading deleted registrations"), (signal) =>
    registrations.deleted(signal),
  );
  if (deleted.length === 0) {
    notifier.inform(message("There are no deleted registrations in this directory."));
    throw new CancelledError();
  }
  const chosen = await askSearchPick<RegistrationSummary>(frame, {
    choices: deleted.map(choiceOf),
    placeholder: words(message("Which deleted registration? Type a name or a client ID.")),
    search: async (text, signal) => (await registrations.deleted(signal, text)).map(choiceOf),
    same: (a, b) => a.objectId === b.objectId,
  });
  return answered(chosen);
}

function choiceOf(value: RegistrationSummary): Choice<RegistrationSummary> {
  return { label: pickText(value.displayName), description: pickText(value.appId), value };
}

/** The name, typed by hand: what is deleted for good is not clicked away. @throws CancelledError */
export async function askTypedName(
  frame: Frame,
  registration: RegistrationSummary,
): Promise<string> {
  const { displayName } = registration;
  const typed = await askText(frame, {
    value: "",
    placeholder: plainText(displayName),
    prompt: notice(
      message("Nobody can bring it back. Type {0} to delete it for good.", displayName),
    ),
    check: (text) => checkTypedName(registration, text),
  });
  return answered(typed);
}
