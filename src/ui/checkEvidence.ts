import type { CheckEvidence } from "../core/checks/check";
import type { Interaction } from "../core/ports";
import { isMailPermission } from "../core/registration/mailPermissions";
import { presetOf } from "../core/registration/presetRegistry";
import type { Registration } from "../core/registration/registration";
import type { Ui } from "./parts";
import { consentWhereReadable } from "./readConsent";

/** Gathers what the checks look at. Where consent cannot be read, the other checks still work. @throws CancelledError */
export async function collectEvidence(
  ui: Ui,
  registration: Registration,
  signal: AbortSignal,
  interaction: Interaction,
): Promise<CheckEvidence> {
  const { settings, clock, registrations, remembered, mailboxes } = ui;
  const intent = remembered.intentOf(registration.appId);
  return {
    registration,
    consent: await consentWhereReadable(ui, registration, signal, interaction),
    preset: presetOf(intent?.presetId),
    chosen: intent?.permissions?.filter(isMailPermission),
    signIns: mailboxes.mailboxes.filter(
      ({ clientId, cloudId }) => clientId === registration.appId && cloudId === settings.cloud.id,
    ),
    tenantId: registrations.tenantOf(registration),
    cloud: settings.cloud,
    now: clock.now(),
    expiryWarningDays: settings.expiryWarningDays,
  };
}
