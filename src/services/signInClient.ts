import { Failure } from "../core/failure";
import type { SecretStore } from "../core/ports";
import {
  allowsSignIn,
  needsClientSecret,
  signInObstacle,
  whoseSignIn,
} from "../core/oauth/signInObstacle";
import type { FlowId } from "../core/oauth/flow";
import type { Registration } from "../core/registration/registration";
import { clientSecretKey } from "../core/secretKeys";
import type { StoredSecretFacts } from "../core/storedState";

/**
 * Refuses a registration that no flow can sign in with.
 * @throws Failure `input.invalid` (flow.none, flow.noneForService, flow.noneForProduct)
 */
export function checkAnySignIn(registration: Registration): void {
  if (allowsSignIn(registration)) return;
  throw new Failure("input.invalid", "The registration fits no flow.", {
    input: "flow",
    problem: noFlow[whoseSignIn(registration)],
  });
}

const noFlow = { service: "noneForService", product: "noneForProduct", mailbox: "none" } as const;

/**
 * Refuses a sign-in that cannot come to an end with this registration.
 * @throws Failure `input.invalid` (as {@link checkAnySignIn}; redirectUri.loopbackMissing, flow.publicFlowsOff)
 */
export function checkSignIn(registration: Registration, flow: FlowId): void {
  checkAnySignIn(registration);
  const obstacle = signInObstacle(registration, flow);
  if (obstacle === undefined) return;
  throw new Failure("input.invalid", `The registration does not fit the flow: ${obstacle}.`, {
    input: obstacle === "loopbackMissing" ? "redirectUri" : "flow",
    problem: obstacle,
  });
}

/**
 * Which client secret a sign-in sends: none for a public client, else the stored one that lasts longest.
 * @throws Failure `secret.unreadable` when one is needed and none is on this computer
 */
export function chooseSecret(
  registration: Registration,
  flow: FlowId,
  stored: readonly StoredSecretFacts[],
  now: Date,
): string | undefined {
  if (!needsClientSecret(registration, flow)) return undefined;
  const here = new Set(
    stored.filter(({ appId }) => appId === registration.appId).map(({ keyId }) => keyId),
  );
  const [best] = registration.clientSecrets
    .filter(({ keyId, endDateTime }) => here.has(keyId) && Date.parse(endDateTime) > now.getTime())
    .sort((a, b) => Date.parse(b.endDateTime) - Date.parse(a.endDateTime));
  if (best === undefined) throw secretMissing(registration.appId);
  return best.keyId;
}

/** The value of the chosen secret. @throws Failure `secret.unreadable` */
export async function readClientSecret(
  secrets: SecretStore,
  clientId: string,
  keyId: string | undefined,
): Promise<string | undefined> {
  if (keyId === undefined) return undefined;
  const value = await secrets.get(clientSecretKey(clientId, keyId));
  if (value === undefined) throw secretMissing(clientId);
  return value;
}

function secretMissing(clientId: string): Failure {
  return new Failure("secret.unreadable", "No usable client secret is on this computer.", {
    clientId,
  });
}
