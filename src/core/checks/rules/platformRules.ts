import { message } from "../../../base/message";
import { planImplicitGrant, planPublicClientFlows } from "../../registration/changes/flags";
import {
  type PlacedUri,
  planMoveRedirectUri,
  planRemoveRedirectUri,
} from "../../registration/changes/redirectUris";
import type { Plan } from "../../registration/plan";
import { sameRedirectUri } from "../../registration/redirectUriRules";
import type { Platform, Registration } from "../../registration/registration";
import { check, type CheckRule } from "../checkRule";
import { intendedUse } from "../intendedUse";
import { isLoopback, isNativeClient, isServerUri } from "../redirectUriKinds";

/** Moves a redirect URI; where it stands in the right place as well, it goes from the wrong one. */
function planRightPlace(registration: Registration, placed: PlacedUri, to: Platform): Plan {
  return registration.redirectUris[to].some((uri) => sameRedirectUri(uri, placed.uri) !== undefined)
    ? planRemoveRedirectUri(registration, placed)
    : planMoveRedirectUri(registration, placed, to);
}

const spaForMail: CheckRule = ({ registration }) =>
  registration.redirectUris.spa.map((uri) =>
    check({
      id: `platform.spa:${uri}`,
      severity: "warning",
      title: message("{0} stands under Single-page application", uri),
      explanation: message(
        "A sign-in lasts 24 hours only, and programs other than web pages are refused (AADSTS9002326, 9002327).",
      ),
      fix: () =>
        planRightPlace(
          registration,
          { platform: "spa", uri },
          isLoopback(uri) ? "publicClient" : "web",
        ),
    }),
  );

const desktopUnderWeb: CheckRule = (evidence) => {
  const { registration, preset } = evidence;
  if (intendedUse(evidence) !== "desktop") return [];
  return registration.redirectUris.web
    .filter((uri) => isLoopback(uri) || isNativeClient(uri))
    .map((uri) =>
      check({
        id: `platform.desktopUnderWeb:${uri}`,
        severity: "warning",
        title: message("{0} stands under Web", uri),
        explanation:
          preset === undefined
            ? message(
                "Web demands a client secret, and a program on a computer cannot keep one. It belongs under Mobile and desktop applications (AADSTS7000218).",
              )
            : message(
                "This use has no client secret, and Web demands one. It belongs under Mobile and desktop applications (AADSTS7000218).",
              ),
        fix: () => planRightPlace(registration, { platform: "web", uri }, "publicClient"),
      }),
    );
};

/** What a server comes back to, registered where no secret is taken. */
const webUnderDesktop: CheckRule = (evidence) => {
  const { registration, preset } = evidence;
  if (intendedUse(evidence) !== "web") return [];
  return registration.redirectUris.publicClient
    .filter((uri) => isServerUri(uri) || preset?.redirectUris.includes(uri) === true)
    .map((uri) =>
      check({
        id: `platform.webUnderDesktop:${uri}`,
        severity: "error",
        title: message("{0} stands under Mobile and desktop applications", uri),
        explanation: message(
          "A server proves itself with a client secret or certificate, and there it must not send one (AADSTS700025). It belongs under Web.",
        ),
        fix: () => planRightPlace(registration, { platform: "publicClient", uri }, "web"),
      }),
    );
};

const publicFlowsOff: CheckRule = (evidence) => {
  const { registration, signIns } = evidence;
  const isUsed = signIns.some(({ flow }) => flow === "deviceCode");
  if (registration.isFallbackPublicClient) return [];
  if (intendedUse(evidence) !== "desktop" && !isUsed) return [];
  return [
    check({
      id: "publicFlows.off",
      severity: isUsed ? "error" : "warning",
      title: message("Public client flows are not allowed"),
      explanation: message(
        "A sign-in with a device code is refused (AADSTS7000218). The sign-in in the browser works without.",
      ),
      fix: () => planPublicClientFlows(registration, true),
    }),
  ];
};

const publicFlowsNeedless: CheckRule = (evidence) => {
  const { registration } = evidence;
  if (intendedUse(evidence) === "desktop" || !registration.isFallbackPublicClient) return [];
  if (evidence.signIns.some(({ flow }) => flow === "deviceCode")) return [];
  return [
    check({
      id: "publicFlows.needless",
      severity: "information",
      title: message("Public client flows are allowed, but nothing here needs them"),
      explanation: message(
        "A server proves itself with a secret or certificate. With the switch on, whoever knows the client ID can start a sign-in with a device code.",
      ),
      fix: () => planPublicClientFlows(registration, false),
    }),
  ];
};

const implicitBoxes: CheckRule = ({ registration, preset }) => {
  const { accessTokens, idTokens } = registration.implicitGrant;
  if (!accessTokens && !idTokens) return [];
  const asked = preset?.implicitGrant !== undefined;
  return [
    check({
      id: "implicitGrant.on",
      severity: asked ? "information" : "warning",
      title: message("Tokens may be handed out in the address of a web page"),
      explanation: asked
        ? message(
            "The product's guide asks for these boxes (implicit grant); the code flow it describes does not need them.",
          )
        : message(
            "The boxes for implicit grant are ticked. No mail program needs them, and such tokens leak more easily.",
          ),
      fix: () => planImplicitGrant(registration, { accessTokens: false, idTokens: false }),
    }),
  ];
};

/** Platforms and the switches beside them. Sources: Entra "redirect URI restrictions", AADSTS reference. */
export const platformRules: readonly CheckRule[] = [
  spaForMail,
  desktopUnderWeb,
  webUnderDesktop,
  publicFlowsOff,
  publicFlowsNeedless,
  implicitBoxes,
];
