import {
  type Credential,
  type CredentialFacts,
  factsOfCredential,
} from "../core/mailbox/credential";
import { redirectOf } from "../core/oauth/flowRedirect";
import { type FlowId, flowOf } from "../core/oauth/flow";
import { loopbackPattern } from "../core/oauth/loopbackRedirect";
import type { Mailbox } from "../core/mailbox/mailbox";
import type { SecretStore } from "../core/ports";
import type { Registration } from "../core/registration/registration";
import { clientSecretKey } from "../core/secretKeys";
import type { StoredState } from "../core/storedState";
import { checkSignIn, chooseCredential } from "./signInClient";

/** What the client of a mailbox is at a new sign-in; the rest of it stays. */
export type RenewedClient = Pick<Mailbox, "registrationName" | "redirectUri"> &
  Required<CredentialFacts>;

interface Stores {
  readonly secrets: Pick<SecretStore, "get">;
  readonly stored: Pick<StoredState, "storedSecrets" | "storedCertificates">;
  readonly now: Date;
}

/**
 * The client for signing in to a mailbox again, with another flow or after its secret was replaced.
 * @param wanted the credential a person chose, where the registration is known
 * @param registration as it is now; undefined when it cannot be read, as with somebody else's registration
 * @throws Failure `input.invalid`, `secret.unreadable`
 */
export async function renewClient(
  mailbox: Mailbox,
  flow: FlowId,
  registration: Registration | undefined,
  { secrets, stored, now }: Stores,
  wanted?: Credential,
): Promise<RenewedClient> {
  if (registration !== undefined) {
    checkSignIn(registration, flow);
    return {
      registrationName: registration.displayName,
      ...noCredential,
      ...factsOfCredential(chooseCredential(registration, flow, stored, now, wanted)),
      redirectUri: redirectOf(registration, flow)?.uri,
    };
  }
  const { registrationName } = mailbox;
  return {
    registrationName,
    ...noCredential,
    ...(await guessCredential(mailbox, flow, secrets, stored.storedSecrets)),
    redirectUri: guessRedirect(mailbox, flow),
  };
}

/** What stood in the mailbox before goes. */
const noCredential = { secretKeyId: undefined, certificateThumbprint: undefined };

/** The redirect URI of the earlier sign-in, where the flow can use it; a loopback one is what most have. */
function guessRedirect({ redirectUri }: Mailbox, flow: FlowId): string | undefined {
  const { redirect } = flowOf(flow);
  if (redirect === "none") return redirectUri;
  if (redirect === "readable") return redirectUri ?? "http://localhost";
  return redirectUri !== undefined && loopbackPattern.test(redirectUri) ? redirectUri : undefined;
}

/**
 * Whether the client is confidential, is known from an earlier sign-in in the browser only. After one by code
 * a stored secret tells: this extension stores none for a public client.
 */
async function guessCredential(
  { clientId, flow: before, secretKeyId, certificateThumbprint }: Mailbox,
  flow: FlowId,
  secrets: Stores["secrets"],
  stored: StoredState["storedSecrets"],
): Promise<CredentialFacts> {
  if (flow === "deviceCode") return {};
  if (certificateThumbprint !== undefined) return { certificateThumbprint };
  if (before !== "deviceCode" && secretKeyId === undefined) return {};
  const newestFirst = stored
    .filter(({ appId }) => appId === clientId)
    .sort((a, b) => Date.parse(b.storedAt) - Date.parse(a.storedAt))
    .map(({ keyId }) => keyId);
  const candidates = secretKeyId === undefined ? newestFirst : [secretKeyId, ...newestFirst];
  for (const keyId of candidates) {
    if ((await secrets.get(clientSecretKey(clientId, keyId))) !== undefined) {
      return { secretKeyId: keyId };
    }
  }
  // The one that is missing is named when its value is read
  return { secretKeyId };
}
