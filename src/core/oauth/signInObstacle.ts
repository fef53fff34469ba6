import type { Registration } from "../registration/registration";
import type { FlowId } from "./flow";
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

/**
 * True when the redirect URI that a loopback sign-in uses stands under Web: then the client is
 * confidential and must send its secret (AADSTS7000218), and only then it may (AADSTS700025).
 */
export function needsClientSecret(registration: Registration, flow: FlowId): boolean {
  return flow === "loopback" && loopbackRedirectOf(registration)?.platform === "web";
}
