import { message } from "../base/message";
import { CancelledError, errorText, isCancelled } from "../base/errors";
import type { ConsentState } from "../core/consent/consentState";
import type { ServicePrincipal } from "../core/directoryPorts";
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
  refuseImported(ui, registration);
  const { displayName } = registration;
  return await withProgress(message("Reading the consent of {0}", displayName), (signal) =>
    ui.consent.state(registration, signal, { fresh: true, interaction: "prompt" }),
  );
}

/**
 * The enterprise application of a registration as it is now; undefined where there is none.
 * @throws as {@link readConsent}
 */
export async function readEnterpriseApplication(
  ui: Ui,
  registration: Registration,
): Promise<ServicePrincipal | undefined> {
  refuseImported(ui, registration);
  return await withProgress(message("Reading the enterprise application"), (signal) =>
    ui.consent.servicePrincipal(registration, signal, { interaction: "prompt" }),
  );
}

/** @throws CancelledError for a registration that was entered by hand: that has been said then */
function refuseImported({ notifier }: Pick<Ui, "notifier">, registration: Registration): void {
  if (!isImported(registration)) return;
  notifier.inform(
    message(
      "{0} was imported by its client ID: the directory cannot be asked about it. Copy Admin Consent Link and Copy Request for an Administrator work all the same.",
      registration.displayName,
    ),
  );
  throw new CancelledError();
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
