import type { Cloud } from "../core/cloud";
import { currentSecret } from "../core/mailbox/currentSecret";
import type { Mailbox } from "../core/mailbox/mailbox";
import type { Clock, OAuthClient, SecretStore, StateStore } from "../core/ports";
import { readClientSecret } from "./signInClient";

export interface MailboxClientParts {
  readonly secrets: SecretStore;
  readonly state: StateStore;
  readonly clock: Clock;
}

/** The client a mailbox signs in with, its credential read. @throws Failure `secret.unreadable` */
export async function oauthClientOf(
  cloud: Cloud,
  mailbox: Pick<Mailbox, "clientId" | "authorityTenant" | "secretKeyId">,
  { secrets, state, clock }: MailboxClientParts,
): Promise<OAuthClient> {
  const { clientId, authorityTenant } = mailbox;
  const keyId = currentSecret(clientId, mailbox.secretKeyId, state.state, clock.now());
  const clientSecret = await readClientSecret(secrets, clientId, keyId);
  return { cloud, clientId, authorityTenant, ...(clientSecret && { clientSecret }) };
}
