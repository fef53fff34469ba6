import * as vscode from "vscode";
import { type Message, message } from "../../base/message";
import { isDestructive } from "../../core/registration/destructive";
import type { Plan } from "../../core/registration/plan";
import { describePlan } from "../../core/registration/planReview";
import { planWords } from "../../core/registration/planWords";
import { locale, notice, pickWords, words } from "../localize";
import { dateWords } from "../moments";
import { wrapLine } from "../text";
import { type Back, type Frame, back } from "./frame";
import { askPick, type Choice } from "./pick";

/** Characters of a row that are seen in the widest pick list. */
const rowLength = 76;
/** Rows that a pick list shows in a window of usual height without being scrolled. */
const rowsInSight = 14;

/** A row of the review that does something else than leading on; the review is shown again afterwards. */
export interface ReviewExtra {
  readonly label: Message;
  /** Name of a codicon. */
  readonly icon: string;
  readonly run: () => Thenable<unknown>;
}

type Answer = "create" | Back | ReviewExtra;

/**
 * Shows a plan in words. Nothing has happened yet; the row with the verb is the only one that leads on. Enter takes
 * it at once, unless the plan takes something away.
 * @param directory account and directory in which the plan will be carried out
 * @returns `back` also from the row "Cancel", which stands there when there is no step before the review
 * @throws CancelledError
 */
export async function askReview(
  plan: Plan,
  directory: string,
  frame: Frame,
  extras: readonly ReviewExtra[] = [],
): Promise<"create" | Back> {
  for (;;) {
    const answer = await askOnce(plan, directory, frame, extras);
    if (answer === "create" || answer === back) return answer;
    await answer.run();
  }
}

function askOnce(
  plan: Plan,
  directory: string,
  frame: Frame,
  extras: readonly ReviewExtra[],
): Promise<Answer | Back> {
  const { verb, notYet } = planWords(plan);
  const lines: Choice<Answer>[] = describePlan(plan, (date) => dateWords(date, locale()))
    .flatMap((line) => wrapLine(pickWords(line), rowLength))
    .map((label) => ({ label, alwaysShow: true }));
  const create = rowOf("check", verb, "create");
  const leave = frame.canGoBack === true ? message("Back") : message("Cancel");
  const goBack = rowOf("arrow-left", leave, back);
  const actions = [create, ...extras.map((one) => rowOf(one.icon, one.label, one)), goBack];
  const separator = { label: "", kind: vscode.QuickPickItemKind.Separator };
  // The row that Enter takes is scrolled into sight: below a long plan it would push the first lines out of it
  const isLong = lines.length + actions.length > rowsInSight;
  return askPick<Answer>(frame, {
    choices: isLong ? [...actions, separator, ...lines] : [...lines, separator, ...actions],
    placeholder: words(notYet),
    prompt: notice(
      plan.subject === undefined
        ? message("It will be created by {0}.", directory)
        : message("It will be done by {0}.", directory),
    ),
    preselected: isDestructive(plan) ? goBack : create,
  });
}

function rowOf(icon: string, label: Message, value: Answer): Choice<Answer> {
  return { label: `$(${icon}) ${pickWords(label)}`, value, alwaysShow: true };
}
