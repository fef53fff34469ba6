import * as vscode from "vscode";
import { CancelledError, errorText, isCancelled } from "../../base/errors";
import { type Message, message } from "../../base/message";
import { isFailure } from "../../core/failure";
import type { JsonObject } from "../../core/json";
import { manifestChanges, patched, sameParts } from "../../core/manifest/manifestChanges";
import { changePlan, type PropertyChange } from "../../core/registration/changes/changePlan";
import { words } from "../localize";
import type { Ui } from "../parts";
import { neverAborted } from "../progress";
import { reviewAndApply } from "../reviewAndApply";
import type { OpenManifest } from "./manifestFiles";

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
  let saved: JsonObject;
  try {
    saved = await applyOrAsk(ui, registration, original, found);
  } catch (error) {
    throw notSaved(ui.redact(words(await reasonOf(ui, error))));
  }
  try {
    return await ui.registrations.manifest(registration.objectId, neverAborted());
  } catch (error) {
    // It was saved, whatever came of the reading: the editor must not say otherwise
    ui.log.warn(`The saved manifest could not be read again: ${errorText(error)}`);
    return saved;
  }
}

/**
 * Where somebody else was faster, the person decides: nothing of theirs is overwritten unseen.
 * @returns the manifest as the change leaves it, as far as it is known
 */
async function applyOrAsk(
  ui: Ui,
  registration: OpenManifest["registration"],
  original: JsonObject,
  change: PropertyChange,
): Promise<JsonObject> {
  try {
    await reviewAndApply(ui, changePlan(registration, change));
    return patched(original, change.patch);
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
    if (answer === compare) await showBoth(ui, registration, current);
    if (answer !== review) throw new CancelledError({ cause: error });
    const before = sameParts(change.patch, current);
    await reviewAndApply(ui, changePlan(registration, { patch: change.patch, before }));
    return patched(current, change.patch);
  }
}

/** Theirs can only be read; mine is the text that is being edited, and is saved as before. */
async function showBoth(
  { manifests }: Pick<Ui, "manifests">,
  registration: OpenManifest["registration"],
  current: JsonObject,
): Promise<void> {
  const { theirs, mine } = manifests.beside(registration, current);
  const title = words(message("In the directory ↔ Yours"));
  await vscode.commands.executeCommand("vscode.diff", theirs, mine, title);
}

/** The editor tells what is thrown in a notification of its own: a second one would only repeat it. */
async function reasonOf({ log }: Pick<Ui, "log">, error: unknown): Promise<Message> {
  const kept = message("The manifest was not saved; your text is still here.");
  if (isCancelled(error)) return kept;
  log.error("The manifest was not saved:", error);
  const { explainFailure } = await import("../../core/diagnosis/onDemand");
  const finding = explainFailure(error, "management");
  return finding === undefined
    ? kept
    : message("{0} {1} {2}", finding.title, finding.explanation, kept);
}

function notSaved(reason: string): vscode.FileSystemError {
  return vscode.FileSystemError.Unavailable(reason);
}
