import { CancelledError } from "../../base/errors";
import { message } from "../../base/message";
import type { Journal } from "../../core/registration/journal";
import { applyPlan, signInToDirectory } from "../applyPlan";
import type { Command } from "../command";
import { words } from "../localize";
import type { Ui } from "../parts";
import { askPick } from "../prompts/pick";
import { pickPlan } from "../prompts/pickPlan";
import { back } from "../prompts/frame";
import { copySecret } from "../secretClipboard";
import { unsavedSecret } from "../unsavedSecret";

/** Goes on with a registration that stopped half-way. */
export const continuePlan: Command = {
  id: "entraMail.continuePlan",
  about: "management",
  run: async (ui, target) => {
    const title = words(message("Continue Unfinished Registration"));
    const journal = await pickPlan(ui, target, title);
    if (journal === undefined) {
      ui.notifier.inform(message("There is no unfinished registration."));
      return;
    }
    const secretKeptElsewhere = await offerCopy(ui, journal, title);
    await signInToDirectory(ui);
    const { id, plan } = journal;
    await applyPlan(ui, message("Continuing {0}", plan.title), (signal, onProgress) =>
      ui.registrations.resume(id, signal, onProgress, { secretKeptElsewhere }),
    );
  },
};

/**
 * Where this editor keeps no secrets, the value can be taken along instead.
 * @returns true when the person has it on the clipboard
 */
async function offerCopy(ui: Ui, journal: Journal, title: string): Promise<boolean> {
  const value = unsavedSecret(ui, journal);
  if (value === undefined) return false;
  const way = await askPick(
    { title },
    {
      choices: [
        { label: words(message("Store the client secret again")), value: "store" as const },
        {
          label: words(message("Copy the client secret and continue without storing it")),
          detail: words(
            message("It is on the clipboard for one minute and cannot be shown again."),
          ),
          value: "copy" as const,
        },
      ],
      placeholder: words(message("This editor did not keep the client secret.")),
    },
  );
  if (way === back) throw new CancelledError();
  if (way === "store") return false;
  await copySecret(value);
  return true;
}
