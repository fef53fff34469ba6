import { CancelledError } from "../../base/errors";
import { message } from "../../base/message";
import type { Journal } from "../../core/registration/journal";
import { locale, words } from "../localize";
import { dateTimeWords } from "../moments";
import type { Ui } from "../parts";
import { journalOf } from "../target";
import { pickText } from "../text";
import { askPick } from "./pick";
import { back } from "./frame";

/**
 * A plan that stopped half-way: the one that was meant, the only one, or the one picked.
 * @returns undefined when there is none
 * @throws CancelledError
 */
export async function pickPlan(
  ui: Ui,
  target: unknown,
  title: string,
): Promise<Journal | undefined> {
  const { stopped: journals } = ui.plans;
  const known = journalOf(ui, target);
  if (known !== undefined || journals.length <= 1) return known ?? journals[0];
  const choices = journals.map((journal) => ({
    label: pickText(journal.plan.title),
    description: dateTimeWords(new Date(journal.startedAt), locale()),
    value: journal,
  }));
  const chosen = await askPick(
    { title },
    { choices, placeholder: words(message("Which unfinished change?")) },
  );
  if (chosen === back) throw new CancelledError();
  return chosen;
}
