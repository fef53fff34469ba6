import type { Cloud } from "../core/cloud";
import { currentSecret } from "../core/mailbox/currentSecret";
import type { Mailbox } from "../core/mailbox/mailbox";
import type { ClientCertificate, Clock, OAuthClient, SecretStore, StateStore } from "../core/ports";
import { certificateKey, clientSecretKey } from "../core/secretKeys";
import { credentialMissing } from "./signInClient";

export interface MailboxClientParts {
  readonly secrets: SecretStore;
  readonly state: StateStore;
  readonly clock: Clock;
}

type ClientFacts = Pick<
  Mailbox,
  "clientId" | "authorityTenant" | "secretKeyId" | "certificateThumbprint"
>;

/** The client a mailbox signs in with, its credential read. @throws Failure `secret.unreadable` */
export async function oauthClientOf(
  cloud: Cloud,
  mailbox: ClientFacts,
  parts: MailboxClientParts,
): Promise<OAuthClient> {
  const { clientId, authorityTenant } = mailbox;
  const certificate = await readCertificate(mailbox, parts);
  if (certificate !== undefined) return { cloud, clientId, authorityTenant, certificate };
  const clientSecret = await readClientSecret(mailbox, parts);
  return { cloud, clientId, authorityTenant, ...(clientSecret && { clientSecret }) };
}

async function readCertificate(
  { clientId, certificateThumbprint: thumbprint }: ClientFacts,
  { secrets }: MailboxClientParts,
): Promise<ClientCertificate | undefined> {
  if (thumbprint === undefined) return undefined;
  const pem = await secrets.get(certificateKey(thumbprint));
  if (pem === undefined) throw credentialMissing(clientId);
  return { thumbprint, pem };
}

async function readClientSecret(
  { clientId, secretKeyId }: ClientFacts,
  { secrets, state, clock }: MailboxClientParts,
): Promise<string | undefined> {
  const keyId = currentSecret(clientId, secretKeyId, state.state, clock.now());
  if (keyId === undefined) return undefined;
  const value = await secrets.get(clientSecretKey(clientId, keyId));
  if (value === undefined) throw credentialMissing(clientId);
  return value;
}
