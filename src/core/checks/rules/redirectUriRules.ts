import { type Message, message } from "../../../base/message";
import {
  type PlacedUri,
  placedUris,
  planAddRedirectUri,
  planEditRedirectUri,
  planRemoveRedirectUri,
} from "../../registration/changes/redirectUris";
import { platformWords } from "../../registration/platformWords";
import { sameRedirectUri } from "../../registration/redirectUriRules";
import { checkActions } from "../checkActions";
import { check, type CheckRule } from "../checkRule";
import { intendedUse } from "../intendedUse";
import { isLoopback } from "../redirectUriKinds";

const loopback = "http://localhost";

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
      actions: use === "desktop" ? [] : [checkActions.addRedirectUri],
      fix: () =>
        use === "desktop"
          ? planAddRedirectUri(registration, { platform: "publicClient", uri: loopback })
          : undefined,
    }),
  ];
};

const loopbackThatWillNotMatch: CheckRule = (evidence) => {
  const { registration } = evidence;
  const { publicClient } = registration.redirectUris;
  if (intendedUse(evidence) !== "desktop") return [];
  const [first, ...others] = publicClient.filter(isLoopback);
  if (first === undefined) return [];
  if ([first, ...others].some((uri) => sameRedirectUri(uri, loopback) !== undefined)) return [];
  return [
    check({
      id: "redirectUri.loopbackPath",
      severity: "information",
      title: message("Most programs come back to {0}, which is not registered", loopback),
      explanation: message(
        "Registered is {0}. The port does not count, but the host and the path do, a slash at the end included (AADSTS50011).",
        first,
      ),
      fix: () => planAddRedirectUri(registration, { platform: "publicClient", uri: loopback }),
    }),
  ];
};

const ipv6Loopback: CheckRule = ({ registration }) =>
  placedUris(registration)
    .filter(({ uri }) => /^http:\/\/\[::1\]/i.test(uri))
    .map((placed) =>
      check({
        id: `redirectUri.ipv6:${placed.platform}:${placed.uri}`,
        severity: "warning",
        title: message("{0} will not match", placed.uri),
        explanation: message(
          "The loopback address of IPv6 is not supported, so a sign-in that comes back to it is refused (AADSTS50011). Use localhost.",
        ),
        fix: () =>
          planEditRedirectUri(
            registration,
            placed,
            placed.uri.replace(/^http:\/\/\[::1\](?::\d+)?/i, loopback),
          ),
      }),
    );

/** Source: Entra "reply URL", localhost exceptions: two that differ in the port only are one, and chance decides. */
const registeredTwice: CheckRule = (evidence) => {
  const { registration } = evidence;
  const use = intendedUse(evidence);
  const fitting = use === "web" ? "web" : "publicClient";
  const rank = ({ platform, uri }: PlacedUri): number =>
    (platform === fitting ? 0 : 2) + (isLoopback(uri) && /:\d/.test(uri) ? 1 : 0);
  const uris = [...placedUris(registration)].sort((a, b) => rank(a) - rank(b));
  return uris.flatMap((placed, index) => {
    const kept = uris
      .slice(0, index)
      .find((other) => sameRedirectUri(other.uri, placed.uri) !== undefined);
    if (kept === undefined) return [];
    return [
      check({
        id: `redirectUri.twice:${placed.platform}:${placed.uri}`,
        severity: "warning",
        title: message("{0} is registered twice", placed.uri),
        explanation:
          kept.platform === placed.platform
            ? message(
                "{0} means the same: the port of a loopback address does not count.",
                kept.uri,
              )
            : message(
                "It means the same as {0} under {1}, and chance decides which of the two platforms counts: a client secret is then demanded or refused (AADSTS7000218, 700025).",
                kept.uri,
                platformWords[kept.platform],
              ),
        fix: () => planRemoveRedirectUri(registration, placed),
      }),
    ];
  });
};

const presetUriMissing: CheckRule = ({ registration, preset }) => {
  if (preset === undefined) return [];
  const [platform] = preset.platforms;
  if (platform === undefined || platform === "none" || preset.asksRedirectUri) return [];
  const registered = placedUris(registration).map(({ uri }) => uri);
  return preset.redirectUris
    .filter((uri) => !registered.some((other) => sameRedirectUri(other, uri) !== undefined))
    .map((uri) =>
      check({
        id: `redirectUri.ofPreset:${uri}`,
        severity: "warning",
        title: message("{0} is not registered", uri),
        explanation: notRegistered(registered.find((other) => roughly(other) === roughly(uri))),
        fix: () => planAddRedirectUri(registration, { platform, uri }),
      }),
    );
};

/** Without what people take for the same, and Entra does not. */
const roughly = (uri: string): string => uri.toLowerCase().replace(/\/+$/, "");

function notRegistered(near: string | undefined): Message {
  return near === undefined
    ? message(
        "This use comes back to it after signing in, and is refused as long as it is missing (AADSTS50011).",
      )
    : message(
        "Registered is {0}: a slash at the end and the case of letters in the path count, so a sign-in that comes back here is refused (AADSTS50011).",
        near,
      );
}

/** Redirect URIs that are missing, or will not match. Sources: Entra "redirect URI restrictions", AADSTS reference. */
export const redirectUriRules: readonly CheckRule[] = [
  noRedirectUri,
  loopbackThatWillNotMatch,
  ipv6Loopback,
  registeredTwice,
  presetUriMissing,
];
