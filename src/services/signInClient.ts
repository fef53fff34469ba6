import { Failure } from "../core/failure";
import { type Credential, sameCredential } from "../core/mailbox/credential";
import { usableCredentials } from "../core/mailbox/usableCredentials";
import { type FlowId, flows } from "../core/oauth/flow";
import {
  needsCredential,
  signInObstacle,
  type SignInObstacle,
  whoseSignIn,
} from "../core/oauth/signInObstacle";
import type { Registration } from "../core/registration/registration";
import type { StoredState } from "../core/storedState";

/**
 * Refuses a registration that no flow can sign in with.
 * @param hasCredential whether a secret or key of the registration is on this computer
 * @throws Failure `input.invalid` (flow.none, flow.noneForService, flow.noneForProduct); `secret.unreadable` where only
 *   the credential is missing, and the sign-in is not one inside a product
 */
export function checkAnySignIn(registration: Registration, hasCredential = true): void {
  const possible = flows.filter(({ id }) => signInObstacle(registration, id) === undefined);
  if (possible.some(({ id }) => hasCredential || !needsCredential(registration, id))) return;
  const whose = whoseSignIn(registration);
  if (possible.length > 0 && whose !== "product") throw credentialMissing(registration.appId);
  throw new Failure("input.invalid", "The registration fits no flow.", {
    input: "flow",
    problem: noFlow[whose],
  });
}

const noFlow = { service: "noneForService", product: "noneForProduct", mailbox: "none" } as const;

/** What the obstacle lies in. */
const inputs: Readonly<Record<SignInObstacle, "redirectUri" | "flow">> = {
  loopbackMissing: "redirectUri",
  redirectMissing: "redirectUri",
  publicFlowsOff: "flow",
  noUser: "flow",
  noRoles: "flow",
  personalOnly: "flow",
};

/**
 * Refuses a sign-in that cannot come to an end with this registration.
 * @throws Failure `input.invalid` (as {@link checkAnySignIn}; redirectUri.* and flow.* by the obstacle)
 */
export function checkSignIn(registration: Registration, flow: FlowId): void {
  checkAnySignIn(registration);
  const obstacle = signInObstacle(registration, flow);
  if (obstacle === undefined) return;
  throw new Failure("input.invalid", `The registration does not fit the flow: ${obstacle}.`, {
    input: inputs[obstacle],
    problem: obstacle,
  });
}

/**
 * What a sign-in proves the client with: nothing for a public client, else the secret or certificate on this computer
 * that lasts longest.
 * @param wanted the one that a person chose
 * @throws Failure `secret.unreadable` when one is needed and none is on this computer
 */
export function chooseCredential(
  registration: Registration,
  flow: FlowId,
  stored: Pick<StoredState, "storedSecrets" | "storedCertificates">,
  now: Date,
  wanted?: Credential,
): Credential | undefined {
  if (!needsCredential(registration, flow)) return undefined;
  const usable = usableCredentials(registration, stored, now).map(({ credential }) => credential);
  const chosen =
    wanted === undefined ? usable[0] : usable.find((one) => sameCredential(one, wanted));
  if (chosen === undefined) throw credentialMissing(registration.appId);
  return chosen;
}

/** @returns Failure `secret.unreadable` */
export function credentialMissing(clientId: string): Failure {
  return new Failure("secret.unreadable", "No usable client credential is on this computer.", {
    clientId,
  });
}
