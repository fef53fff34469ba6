import { loopbackRedirectOf } from "../core/oauth/loopbackRedirect";
import type { FlowId } from "../core/oauth/flow";
import type { Mailbox } from "../core/mailbox/mailbox";
import type { SecretStore } from "../core/ports";
import type { Registration } from "../core/registration/registration";
import { clientSecretKey } from "../core/secretKeys";
import type { StoredSecretFacts } from "../core/storedState";
import { checkSignIn, chooseSecret } from "./signInClient";

/** What the client of a mailbox is at a new sign-in; the rest of it stays. */
export type RenewedClient = Pick<Mailbox, "registrationName" | "secretKeyId" | "redirectUri">;

interface Stores {
  readonly secrets: Pick<SecretStore, "get">;
  readonly stored: readonly StoredSecretFacts[];
  readonly now: Date;
}

/**
 * The client for signing in to a mailbox again, with another flow or after its secret was replaced.
 * @param registration as it is now; undefined when it cannot be read, as with somebody else's registration
 * @throws Failure `input.invalid`, `secret.unreadable`
 */
export async function renewClient(
  mailbox: Mailbox,
  flow: FlowId,
  registration: Registration | undefined,
  { secrets, stored, now }: Stores,
): Promise<RenewedClient> {
  if (registration !== undefined) {
    checkSignIn(registration, flow);
    return {
      registrationName: registration.displayName,
      secretKeyId: chooseSecret(registration, flow, stored, now),
      redirectUri: loopbackRedirectOf(registration)?.uri,
    };
  }
  const { registrationName, redirectUri } = mailbox;
  const secretKeyId = await guessSecret(mailbox, flow, secrets, stored);
  return { registrationName, secretKeyId, redirectUri };
}

/**
 * Whether the client is confidential, is known from an earlier sign-in in the browser only. After one by code
 * a stored secret tells: this extension stores none for a public client.
 */
async function guessSecret(
  { clientId, flow: before, secretKeyId }: Mailbox,
  flow: FlowId,
  secrets: Stores["secrets"],
  stored: readonly StoredSecretFacts[],
): Promise<string | undefined> {
  if (flow === "deviceCode") return undefined;
  if (before === "loopback" && secretKeyId === undefined) return undefined;
  const newestFirst = stored
    .filter(({ appId }) => appId === clientId)
    .sort((a, b) => Date.parse(b.storedAt) - Date.parse(a.storedAt))
    .map(({ keyId }) => keyId);
  const candidates = secretKeyId === undefined ? newestFirst : [secretKeyId, ...newestFirst];
  for (const keyId of candidates) {
    if ((await secrets.get(clientSecretKey(clientId, keyId))) !== undefined) return keyId;
  }
  // The one that is missing is named when its value is read
  return secretKeyId;
}
