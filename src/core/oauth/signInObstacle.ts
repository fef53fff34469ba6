import { actsAsItself } from "../registration/actsAsItself";
import type { Registration } from "../registration/registration";
import { type Flow, type FlowId, type FlowSituation, flows, orderFlows } from "./flow";
import { loopbackRedirectOf } from "./loopbackRedirect";

export type SignInObstacle = "loopbackMissing" | "publicFlowsOff";

const obstacles: Readonly<
  Record<FlowId, (registration: Registration) => SignInObstacle | undefined>
> = {
  loopback: (registration) =>
    loopbackRedirectOf(registration) === undefined ? "loopbackMissing" : undefined,
  deviceCode: ({ isFallbackPublicClient }) =>
    isFallbackPublicClient ? undefined : "publicFlowsOff",
};

/**
 * What in the registration keeps a flow from coming to an end. Microsoft would say it in the browser
 * only (AADSTS50011), or after the code was typed (AADSTS7000218).
 */
export function signInObstacle(
  registration: Registration,
  flow: FlowId,
): SignInObstacle | undefined {
  return obstacles[flow](registration);
}

/** False when no flow can come to an end with this registration as it is. */
export function allowsSignIn(registration: Registration): boolean {
  return flows.some(({ id }) => signInObstacle(registration, id) === undefined);
}

/**
 * Who signs in with a registration that no flow here fits: nobody with a service, people inside the product at
 * whose callback a Web platform points, else a mailbox once a redirect URI is there.
 */
export function whoseSignIn(registration: Registration): "service" | "product" | "mailbox" {
  const { redirectUris, requiredResourceAccess } = registration;
  const delegated = requiredResourceAccess.some(({ resourceAccess }) =>
    resourceAccess.some(({ type }) => type === "Scope"),
  );
  // The portal asks for the delegated User.Read in each registration that it makes
  const unreachable = Object.values(redirectUris).every((uris) => uris.length === 0);
  if (actsAsItself(registration) && (!delegated || unreachable)) return "service";
  return redirectUris.web.length > 0 ? "product" : "mailbox";
}

export interface OfferedFlow {
  readonly flow: Flow;
  readonly obstacle: SignInObstacle | undefined;
}

/** The flows as {@link orderFlows} has them, those that the registration keeps from their end last. */
export function offerFlows(
  situation: FlowSituation,
  registration: Registration | undefined,
): readonly OfferedFlow[] {
  return orderFlows(situation)
    .map((flow) => ({
      flow,
      obstacle: registration && signInObstacle(registration, flow.id),
    }))
    .sort((a, b) => Number(a.obstacle !== undefined) - Number(b.obstacle !== undefined));
}

/**
 * True when the redirect URI that a loopback sign-in uses stands under Web: then the client is
 * confidential and must send its secret (AADSTS7000218), and only then it may (AADSTS700025).
 */
export function needsClientSecret(registration: Registration, flow: FlowId): boolean {
  return flow === "loopback" && loopbackRedirectOf(registration)?.platform === "web";
}
