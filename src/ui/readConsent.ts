import { message } from "../base/message";
import { CancelledError, errorText, isCancelled } from "../base/errors";
import type { ConsentState } from "../core/consent/consentState";
import type { Interaction } from "../core/ports";
import { isImported } from "../core/registration/imported";
import type { Registration } from "../core/registration/registration";
import type { Ui } from "./parts";
import { withProgress } from "./progress";

/**
 * What was granted to a registration, as it is now; the person is asked to sign in where that is needed.
 * @throws Failure `graph.*`, `signIn.*`; CancelledError, also for a registration that was entered by hand: that
 *   has been said then
 */
export async function readConsent(ui: Ui, registration: Registration): Promise<ConsentState> {
  const { displayName } = registration;
  if (isImported(registration)) {
    ui.notifier.inform(
      message(
        "{0} was imported by its client ID: the directory cannot be asked about it. Copy Admin Consent Link and Copy Request for an Administrator work all the same.",
        displayName,
      ),
    );
    throw new CancelledError();
  }
  return await withProgress(message("Reading the consent of {0}", displayName), (signal) =>
    ui.consent.state(registration, signal, { fresh: true, interaction: "prompt" }),
  );
}

/**
 * The same, from memory where it is there, for whoever gets on without it.
 * @returns undefined where nobody may tell, and for a registration that was entered by hand: nobody is asked then
 * @throws CancelledError
 */
export async function consentWhereReadable(
  { consent, log }: Pick<Ui, "consent" | "log">,
  registration: Registration,
  signal: AbortSignal,
  interaction: Interaction,
): Promise<ConsentState | undefined> {
  if (isImported(registration)) return undefined;
  try {
    return await consent.state(registration, signal, { interaction });
  } catch (error) {
    if (isCancelled(error)) throw error;
    log.warn(`What was consented to could not be read: ${errorText(error)}`);
    return undefined;
  }
}
