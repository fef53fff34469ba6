import { actsAsItself } from "../registration/actsAsItself";
import type { Registration } from "../registration/registration";
import { fitsPlace, type Flow, type FlowId, flowOf, type FlowSituation, flows } from "./flow";
import { redirectOf } from "./flowRedirect";
import { pasteRedirectOf } from "./pasteRedirect";

export type SignInObstacle =
  | "loopbackMissing"
  | "redirectMissing"
  | "publicFlowsOff"
  | "noUser"
  | "noRoles"
  | "personalOnly";

const missingRedirect: Readonly<Record<Flow["redirect"], SignInObstacle | undefined>> = {
  loopback: "loopbackMissing",
  readable: "redirectMissing",
  none: undefined,
};

/**
 * What in the registration keeps a flow from coming to an end. Microsoft would say it in the browser
 * only (AADSTS50011), after the code was typed (AADSTS7000218), or not at all: a token without a role.
 */
export function signInObstacle(registration: Registration, id: FlowId): SignInObstacle | undefined {
  const flow = flowOf(id);
  if (!flow.person) {
    if (!actsAsItself(registration)) return "noRoles";
    return registration.signInAudience === "PersonalMicrosoftAccount" ? "personalOnly" : undefined;
  }
  if (actsAsItself(registration) && !asksPeople(registration)) return "noUser";
  if (flow.publicFlows && !registration.isFallbackPublicClient) return "publicFlowsOff";
  return redirectOf(registration, id) === undefined ? missingRedirect[flow.redirect] : undefined;
}

/**
 * True when a mailbox of a person is signed in from here as a matter of course. A registration whose only way back is the
 * callback of a product can be tried from here, but is meant for the sign-in inside that product.
 */
export function allowsSignIn(registration: Registration): boolean {
  return flows.some(
    ({ id, person, redirect }) =>
      person &&
      signInObstacle(registration, id) === undefined &&
      (redirect !== "readable" || pasteRedirectOf(registration)?.place !== "product"),
  );
}

/**
 * Who signs in with a registration that no flow here fits: nobody with a service, people inside the product at
 * whose callback a Web platform points, else a mailbox once a redirect URI is there.
 */
export function whoseSignIn(registration: Registration): "service" | "product" | "mailbox" {
  const { redirectUris } = registration;
  // The portal asks for the delegated User.Read in each registration that it makes
  const unreachable = Object.values(redirectUris).every((uris) => uris.length === 0);
  if (actsAsItself(registration) && (!asksPeople(registration) || unreachable)) return "service";
  return redirectUris.web.length > 0 ? "product" : "mailbox";
}

/** Delegated permissions are declared. */
function asksPeople({ requiredResourceAccess }: Registration): boolean {
  return requiredResourceAccess.some(({ resourceAccess }) =>
    resourceAccess.some(({ type }) => type === "Scope"),
  );
}

export interface OfferedFlow {
  readonly flow: Flow;
  readonly obstacle: SignInObstacle | undefined;
}

/**
 * The flows with the best one for `situation` first; the others stay on offer, those that the registration keeps from
 * their end last.
 * @param registration undefined where it is not known: then nothing stands in the way
 */
export function offerFlows(
  situation: FlowSituation,
  registration: Registration | undefined,
  offered: readonly Flow[] = flows,
): readonly OfferedFlow[] {
  return offered
    .map((flow) => ({ flow, obstacle: registration && signInObstacle(registration, flow.id) }))
    .sort(
      (a, b) =>
        Number(a.obstacle !== undefined) - Number(b.obstacle !== undefined) ||
        Number(fitsPlace(b.flow, situation)) - Number(fitsPlace(a.flow, situation)),
    );
}

/**
 * True when the client must prove itself: always as itself, and where the redirect URI that the flow uses stands under
 * Web. Then it must send its secret or an assertion (AADSTS7000218), and only then it may (AADSTS700025).
 */
export function needsCredential(registration: Registration, flow: FlowId): boolean {
  return !flowOf(flow).person || redirectOf(registration, flow)?.platform === "web";
}
