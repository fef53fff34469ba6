import type { ClientSecretFacts, RegistrationSummary } from "../core/registration/registration";
import type { Ui } from "./parts";

/** Addresses of the mailboxes in this editor that signed in with a client secret. */
export function mailboxesWith(
  { mailboxes }: Pick<Ui, "mailboxes">,
  { appId }: Pick<RegistrationSummary, "appId">,
  { keyId }: Pick<ClientSecretFacts, "keyId">,
): readonly string[] {
  return mailboxes.mailboxes
    .filter(({ clientId, secretKeyId }) => clientId === appId && secretKeyId === keyId)
    .map(({ address }) => address);
}
