import { type Journal, secretBefore } from "../core/registration/journal";
import type { Ui } from "./parts";

/** The value of a plan's secret that this editor could not store; it lives as long as the window. */
export function unsavedSecret({ clientSecrets }: Ui, journal: Journal): string | undefined {
  const secret = secretBefore(journal);
  return secret && clientSecrets.unsaved(secret.appId, secret.keyId);
}

/** Whether the value of a client secret can be read here: stored, or still held in memory. */
export function isSecretHere(
  { clientSecrets }: Pick<Ui, "clientSecrets">,
  appId: string,
  keyId: string,
): boolean {
  return clientSecrets.isStored(appId, keyId) || clientSecrets.unsaved(appId, keyId) !== undefined;
}
