import * as vscode from "vscode";
import { message } from "../../base/message";
import type { Plan } from "../../core/registration/plan";
import { describePlan } from "../../core/registration/planner";
import { locale, notice, pickWords, words } from "../localize";
import { dateWords } from "../moments";
import { askPick, type Choice } from "./pick";
import { wrapLine } from "../text";
import { type Back, type Frame, back } from "./frame";

/** Characters of a row that are seen in the widest pick list. */
const rowLength = 76;

/**
 * Shows the plan in words. Nothing has happened yet; "Create" is the only row that leads on.
 * @param directory account and directory in which the registration will be made
 */
export async function askReview(
  plan: Plan,
  directory: string,
  frame: Frame,
): Promise<"create" | Back> {
  const lines: Choice<"create" | Back>[] = describePlan(plan, (date) => dateWords(date, locale()))
    .flatMap((line) => wrapLine(pickWords(line), rowLength))
    .map((label) => ({ label, alwaysShow: true }));
  const create: Choice<"create" | Back> = {
    label: `$(check) ${words(message("Create"))}`,
    value: "create",
    alwaysShow: true,
  };
  const goBack: Choice<"create" | Back> = {
    label: `$(arrow-left) ${words(message("Back"))}`,
    value: back,
    alwaysShow: true,
  };
  const separator = { label: "", kind: vscode.QuickPickItemKind.Separator };
  return await askPick(frame, {
    choices: [...lines, separator, create, goBack],
    placeholder: words(message("Check and create. Nothing has been created yet.")),
    prompt: notice(message("It will be created by {0}.", directory)),
    preselected: create,
  });
}
