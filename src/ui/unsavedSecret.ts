import { type Journal, secretBefore } from "../core/registration/journal";
import type { Ui } from "./parts";

/** The value of a plan's secret that this editor could not store; it lives as long as the window. */
export function unsavedSecret({ registrations }: Ui, journal: Journal): string | undefined {
  const secret = secretBefore(journal);
  return secret && registrations.unsavedSecret(secret.appId, secret.keyId);
}

/** Whether the value of a client secret can be read here: stored, or still held in memory. */
export function isSecretHere(
  { registrations }: Pick<Ui, "registrations">,
  appId: string,
  keyId: string,
): boolean {
  return (
    registrations.isSecretStored(appId, keyId) ||
    registrations.unsavedSecret(appId, keyId) !== undefined
  );
}
