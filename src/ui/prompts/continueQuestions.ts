import { CancelledError } from "../../base/errors";
import { message } from "../../base/message";
import { type Journal, nextStep } from "../../core/registration/journal";
import { restingRemovals } from "../../core/registration/rotationDue";
import type { RunOptions } from "../../services/planRun";
import { locale, pickWords, words } from "../localize";
import { dateTimeWords } from "../moments";
import type { Ui } from "../parts";
import { copySecret } from "../secretClipboard";
import { unsavedSecret } from "../unsavedSecret";
import { back } from "./frame";
import { askPick, type Choice } from "./pick";

/**
 * What a stopped plan needs to be told before it goes on; most go on without a question.
 * @throws CancelledError
 */
export async function askHowToContinue(
  ui: Ui,
  journal: Journal,
  title: string,
): Promise<RunOptions> {
  const secretKeptElsewhere = await offerCopy(ui, journal, title);
  return {
    secretKeptElsewhere,
    withoutProof: await offerWithoutProof(journal, title),
    beforeItsTime: await offerBeforeItsTime(ui, journal, title),
  };
}

/**
 * Where this editor keeps no secrets, the value can be taken along instead.
 * @returns true when the person has it on the clipboard
 */
async function offerCopy(ui: Ui, journal: Journal, title: string): Promise<boolean> {
  const value = unsavedSecret(ui, journal);
  if (value === undefined) return false;
  const isCopied = await choose(title, {
    placeholder: words(message("This editor did not keep the client secret.")),
    choices: [
      { label: words(message("Store the client secret again")), value: false },
      {
        label: words(message("Copy the client secret and continue without storing it")),
        detail: words(message("It is on the clipboard for one minute and cannot be shown again.")),
        value: true,
      },
    ],
  });
  if (isCopied) await copySecret(value);
  return isCopied;
}

/** A proof that failed once may fail for a reason that waiting does not mend. */
async function offerWithoutProof(journal: Journal, title: string): Promise<boolean> {
  if (nextStep(journal)?.kind !== "proveSecret") return false;
  return await choose(title, {
    placeholder: words(message("The new client secret is not proven yet.")),
    choices: [
      { label: words(message("Prove it again")), value: false },
      {
        label: words(message("Continue without the proof")),
        detail: words(
          message("If the new secret does not work, sign-ins fail with the old one gone."),
        ),
        value: true,
      },
    ],
  });
}

async function offerBeforeItsTime(
  { clock }: Ui,
  journal: Journal,
  title: string,
): Promise<boolean> {
  const [resting] = restingRemovals([journal], clock.now());
  if (resting === undefined || resting.due) return false;
  const { displayName } = resting.step;
  const when = dateTimeWords(new Date(resting.from), locale());
  return await choose(title, {
    placeholder: words(message("The old client secret is to be removed from {0} on.", when)),
    choices: [
      {
        label: pickWords(message("Remove the client secret {0} now", displayName)),
        detail: words(message("Whatever still uses it stops working. This cannot be undone.")),
        value: true,
      },
    ],
  });
}

async function choose(
  title: string,
  question: { readonly placeholder: string; readonly choices: readonly Choice<boolean>[] },
): Promise<boolean> {
  const answer = await askPick({ title }, question);
  if (answer === back) throw new CancelledError();
  return answer;
}
