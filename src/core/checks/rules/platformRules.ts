import { message } from "../../../base/message";
import { planImplicitGrant, planPublicClientFlows } from "../../registration/changes/flags";
import { planAddRedirectUri, planMoveRedirectUri } from "../../registration/changes/redirectUris";
import { check, type CheckRule } from "../checkRule";
import { intendedUse } from "../intendedUse";

const loopback = "http://localhost";
const isLoopback = (uri: string): boolean =>
  /^http:\/\/(?:localhost|127\.0\.0\.1)(?::\d+)?(?:\/|$)/i.test(uri);
const isNativeClient = (uri: string): boolean => /\/common\/oauth2\/nativeclient$/i.test(uri);

const noRedirectUri: CheckRule = (evidence) => {
  const { registration } = evidence;
  const { redirectUris, isFallbackPublicClient } = registration;
  const use = intendedUse(evidence);
  if (use === "appOnly" || Object.values(redirectUris).flat().length > 0) return [];
  const byDeviceCode = isFallbackPublicClient && use === "desktop";
  return [
    check({
      id: "redirectUri.none",
      severity: byDeviceCode ? "information" : "error",
      title: message("It has no redirect URI"),
      explanation: byDeviceCode
        ? message(
            "Only the sign-in with a device code works. A sign-in in the browser is refused (AADSTS500113).",
          )
        : message(
            "Nobody can be sent back after signing in, so the sign-in is refused (AADSTS500113).",
          ),
      fix: () =>
        use === "desktop"
          ? planAddRedirectUri(registration, { platform: "publicClient", uri: loopback })
          : undefined,
    }),
  ];
};

const spaForMail: CheckRule = ({ registration }) =>
  registration.redirectUris.spa.map((uri) =>
    check({
      id: `platform.spa:${uri}`,
      severity: "warning",
      title: message("{0} stands under Single-page application", uri),
      explanation: message(
        "Programs other than web pages are refused there (AADSTS9002326, 9002327), and a sign-in lasts 24 hours only.",
      ),
      fix: () =>
        planMoveRedirectUri(
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
                "A program that is sent there has to prove itself with a client secret (AADSTS7000218). A program on a computer cannot keep one: it belongs under Mobile and desktop applications.",
              )
            : message(
                "This use signs in without a client secret, and under Web one is demanded (AADSTS7000218). It belongs under Mobile and desktop applications.",
              ),
        fix: () => planMoveRedirectUri(registration, { platform: "web", uri }, "publicClient"),
      }),
    );
};

const loopbackThatWillNotMatch: CheckRule = (evidence) => {
  const { registration } = evidence;
  const { publicClient } = registration.redirectUris;
  if (intendedUse(evidence) !== "desktop") return [];
  const loopbacks = publicClient.filter(isLoopback);
  const bare = loopbacks.some((uri) => /^http:\/\/(?:localhost|127\.0\.0\.1)(?::\d+)?$/i.test(uri));
  const [first] = loopbacks;
  if (first === undefined || bare) return [];
  return [
    check({
      id: "redirectUri.loopbackPath",
      severity: "information",
      title: message("Most programs come back to {0}, which is not registered", loopback),
      explanation: message(
        "Registered is {0}. The port does not count, but the path does, a slash at the end included (AADSTS50011).",
        first,
      ),
      fix: () => planAddRedirectUri(registration, { platform: "publicClient", uri: loopback }),
    }),
  ];
};

const presetUriMissing: CheckRule = ({ registration, preset }) => {
  if (preset === undefined) return [];
  const [platform] = preset.platforms;
  if (platform === undefined || platform === "none" || preset.asksRedirectUri) return [];
  const registered = new Set(Object.values(registration.redirectUris).flat());
  return preset.redirectUris
    .filter((uri) => !registered.has(uri))
    .map((uri) =>
      check({
        id: `redirectUri.ofPreset:${uri}`,
        severity: "warning",
        title: message("{0} is not registered", uri),
        explanation: message(
          "This use comes back to it after signing in, and is refused as long as it is missing (AADSTS50011).",
        ),
        fix: () => planAddRedirectUri(registration, { platform, uri }),
      }),
    );
};

const publicFlowsOff: CheckRule = (evidence) => {
  const { registration } = evidence;
  if (intendedUse(evidence) !== "desktop" || registration.isFallbackPublicClient) return [];
  return [
    check({
      id: "publicFlows.off",
      severity: "warning",
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

/** Platforms, redirect URIs and the switches beside them. Sources: Entra "redirect URI restrictions", AADSTS reference. */
export const platformRules: readonly CheckRule[] = [
  noRedirectUri,
  spaForMail,
  desktopUnderWeb,
  loopbackThatWillNotMatch,
  presetUriMissing,
  publicFlowsOff,
  publicFlowsNeedless,
  implicitBoxes,
];
