import { message } from "../../base/message";
import { checkCertificateFile } from "../../core/registration/certificateRules";
import type { CertificateDraft } from "../../core/registration/plan";
import type { StoredCertificateFacts } from "../../core/storedState";
import { locale, pickWords, words } from "../localize";
import { dateWords } from "../moments";
import { pickText } from "../text";
import { forgetKey, unusedKeys } from "../unusedKeys";
import { type Back, back, type Frame } from "./frame";
import type { CertificateUi } from "./makeCertificate";
import { askPick, type Choice } from "./pick";

/** A certificate that was made here before; or the wish to forget the key of one. */
export type UnusedChoice = { readonly thumbprint: string } | "forget";

/** Rows for the certificates that were made here and not used. */
export function unusedRows(ui: CertificateUi): Choice<UnusedChoice>[] {
  const unused = unusedKeys(ui);
  if (unused.length === 0) return [];
  return [
    ...unused.map((facts) => rowOf<UnusedChoice>(facts, { thumbprint: facts.thumbprint })),
    { label: `$(trash) ${words(message("Forget an unused key…"))}`, value: "forget" },
  ];
}

/** Forgets the only unused key, or the one that is chosen, after a question. */
export async function forgetUnused(ui: CertificateUi, frame: Frame): Promise<void> {
  const unused = unusedKeys(ui);
  const [only] = unused;
  const chosen =
    unused.length === 1
      ? (only ?? back)
      : await askPick<StoredCertificateFacts>(frame, {
          choices: unused.map((facts) => rowOf(facts, facts)),
          placeholder: words(message("Which key is forgotten?")),
        });
  if (chosen !== back) await forgetKey(ui, chosen);
}

/**
 * A certificate that was made here, from its stored key.
 * @returns back when it cannot be used: why, has been said then
 */
export async function readUnused(
  ui: CertificateUi,
  thumbprint: string,
): Promise<CertificateDraft | Back> {
  const pem = await ui.certificates.pem(thumbprint);
  if (pem === undefined) {
    ui.notifier.warn(message("The key of this certificate is no longer on this computer."));
    return back;
  }
  const file = await ui.certificates.read(Buffer.from(pem));
  const problem = checkCertificateFile(file, ui.clock.now());
  if (problem === undefined) {
    const known = ui.certificates.stored.find((facts) => facts.thumbprint === thumbprint);
    const displayName = known?.displayName ?? file.draft.displayName;
    return { ...file.draft, displayName, keyIn: "editor" };
  }
  ui.notifier.warn(problem);
  return back;
}

function rowOf<T>(
  { displayName, thumbprint, storedAt }: StoredCertificateFacts,
  value: T,
): Choice<T> {
  const day = dateWords(new Date(storedAt), locale());
  return {
    label: pickText(displayName),
    description: pickWords(message("made here on {0}, not used yet", day)),
    detail: pickWords(message("Thumbprint: {0}", thumbprint)),
    value,
  };
}
