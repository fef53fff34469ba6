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
