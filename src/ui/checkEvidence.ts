import { isCancelled } from "../base/errors";
import type { CheckEvidence } from "../core/checks/check";
import type { ConsentState } from "../core/consent/consentState";
import type { Interaction } from "../core/ports";
import { presets } from "../core/registration/presetRegistry";
import type { Registration } from "../core/registration/registration";
import type { Ui } from "./parts";

/** Gathers what the checks look at. Where consent cannot be read, the other checks still work. @throws CancelledError */
export async function collectEvidence(
  ui: Ui,
  registration: Registration,
  signal: AbortSignal,
  interaction: Interaction,
): Promise<CheckEvidence> {
  const { settings, clock, registrations, remembered } = ui;
  const presetId = remembered.presetOf(registration.appId);
  return {
    registration,
    consent: await readConsent(ui, registration, signal, interaction),
    preset: presets.find(({ id }) => id === presetId),
    tenantId: registrations.tenantOf(registration),
    cloud: settings.cloud,
    now: clock.now(),
    expiryWarningDays: settings.expiryWarningDays,
  };
}

async function readConsent(
  { consent, log }: Ui,
  registration: Registration,
  signal: AbortSignal,
  interaction: Interaction,
): Promise<ConsentState | undefined> {
  try {
    return await consent.state(registration, signal, { interaction });
  } catch (error) {
    if (isCancelled(error)) throw error;
    log.warn(`The checks go without what was consented to: ${String(error)}`);
    return undefined;
  }
}
