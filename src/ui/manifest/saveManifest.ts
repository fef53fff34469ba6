import * as vscode from "vscode";
import { isCancelled } from "../../base/errors";
import { message } from "../../base/message";
import { isFailure } from "../../core/failure";
import type { JsonObject } from "../../core/json";
import { manifestChanges, sameParts } from "../../core/manifest/manifestChanges";
import { changePlan, type PropertyChange } from "../../core/registration/changes/changePlan";
import { words } from "../localize";
import type { Ui } from "../parts";
import { neverAborted } from "../progress";
import { reviewAndApply } from "../reviewAndApply";
import type { OpenManifest } from "./manifestFiles";
import { manifestText } from "./manifestText";

/**
 * Turns the edited text into a plan, lets it be reviewed and carries it out.
 * @returns the manifest as the directory has it afterwards
 * @throws FileSystemError with the reason when nothing was saved: the editor keeps the text and stays unsaved
 */
export async function saveManifest(
  ui: Ui,
  { registration, original }: OpenManifest,
  text: string,
): Promise<JsonObject> {
  const found = manifestChanges(original, text);
  if (found.kind === "problems") throw notSaved(found.problems.map(words).join(" "));
  if (Object.keys(found.patch).length === 0) return original;
  try {
    await applyOrAsk(ui, registration, found, text);
  } catch (error) {
    if (!isCancelled(error)) ui.notifier.failure(error, { about: "management" });
    throw notSaved(words(message("The manifest was not saved; your text is still here.")));
  }
  return await ui.registrations.manifest(registration.objectId, neverAborted());
}

/** Where somebody else was faster, the person decides: nothing of theirs is overwritten unseen. */
async function applyOrAsk(
  ui: Ui,
  registration: OpenManifest["registration"],
  change: PropertyChange,
  text: string,
): Promise<void> {
  try {
    await reviewAndApply(ui, changePlan(registration, change));
  } catch (error) {
    if (!isFailure(error, "plan.changedMeanwhile")) throw error;
    const current = await ui.registrations.manifest(registration.objectId, neverAborted());
    const compare = message("Compare");
    const review = message("Review Mine over Theirs");
    const answer = await ui.notifier.choose(
      message("{0} was changed by somebody else since you opened it.", registration.displayName),
      message(
        "The same properties were changed: {0}. Nothing was saved.",
        Object.keys(change.patch).join(", "),
      ),
      [compare, review],
    );
    if (answer === compare) await showBoth(current, text);
    if (answer !== review) throw error;
    const before = sameParts(change.patch, current);
    await reviewAndApply(ui, changePlan(registration, { patch: change.patch, before }));
  }
}

async function showBoth(current: JsonObject, text: string): Promise<void> {
  const [theirs, mine] = await Promise.all(
    [manifestText(current), text].map((content) =>
      vscode.workspace.openTextDocument({ language: "json", content }),
    ),
  );
  const title = words(message("In the directory ↔ Yours"));
  await vscode.commands.executeCommand("vscode.diff", theirs?.uri, mine?.uri, title);
}

function notSaved(reason: string): vscode.FileSystemError {
  return vscode.FileSystemError.Unavailable(reason);
}
