import { type Message, message } from "../../../base/message";
import { limitsOf } from "../audience";
import type { Plan } from "../plan";
import { platformWords } from "../platformWords";
import { sameRedirectUri } from "../redirectUriRules";
import type { Platform, RedirectUris, Registration } from "../registration";
import { checkRedirectUri } from "../rules";
import { changePlan, refuse } from "./changePlan";
import { addingNotes, movingNotes, removingNotes } from "./redirectUriNotes";

/** A redirect URI where it is registered. */
export interface PlacedUri {
  readonly platform: Platform;
  readonly uri: string;
}

/** The platforms, in the order of their use for mail. */
export const platforms: readonly Platform[] = ["publicClient", "web", "spa"];

/** All redirect URIs with their platforms. */
export function placedUris({
  redirectUris,
}: Pick<Registration, "redirectUris">): readonly PlacedUri[] {
  return platforms.flatMap((platform) => redirectUris[platform].map((uri) => ({ platform, uri })));
}

/**
 * Whether a redirect URI may be registered beside those that are there.
 * @param replaced the one that goes when this one comes
 * @returns undefined when it may, else the sentence for the input box
 */
export function checkPlacedUri(
  registration: Registration,
  { platform, uri }: PlacedUri,
  replaced?: PlacedUri,
): Message | undefined {
  const { signInAudience } = registration;
  const wrong = checkRedirectUri(uri, platform, signInAudience);
  if (wrong !== undefined) return wrong;
  const others = placedUris(registration).filter((other) => !isSamePlace(other, replaced));
  const limit = limitsOf(signInAudience).redirectUris;
  if (others.length >= limit)
    return message("At most {0} redirect URIs for these accounts.", limit);
  for (const other of others) {
    const same = sameRedirectUri(other.uri, uri);
    if (same !== undefined) return alreadyThere(other, same);
  }
  return undefined;
}

function alreadyThere({ platform, uri }: PlacedUri, same: "whole" | "butPort"): Message {
  return same === "whole"
    ? message("{0} is already registered for {1}.", uri, platformWords[platform])
    : message(
        "{0} is already registered for {1}; the port does not count.",
        uri,
        platformWords[platform],
      );
}

/** @throws Failure `input.invalid` (redirectUri) */
export function planAddRedirectUri(registration: Registration, added: PlacedUri): Plan {
  refuse("redirectUri", checkPlacedUri(registration, added));
  const { platform, uri } = added;
  const uris = registration.redirectUris[platform];
  return urisPlan(
    registration,
    { [platform]: [...uris, uri] },
    addingNotes(registration, platform),
  );
}

/** Puts another redirect URI in the place of one. @throws Failure `input.invalid` (redirectUri) */
export function planEditRedirectUri(registration: Registration, old: PlacedUri, uri: string): Plan {
  refuseUnknown(registration, old);
  const { platform } = old;
  if (uri !== old.uri) {
    refuse("redirectUri", checkPlacedUri(registration, { platform, uri }, old));
  }
  const uris = registration.redirectUris[platform].map((one) => (one === old.uri ? uri : one));
  return urisPlan(registration, { [platform]: uris }, [
    message("Sign-ins that come back to {0} are refused from then on (AADSTS50011)", old.uri),
  ]);
}

/** Puts a redirect URI under another platform. @throws Failure `input.invalid` (redirectUri) */
export function planMoveRedirectUri(
  registration: Registration,
  old: PlacedUri,
  to: Platform,
): Plan {
  refuseUnknown(registration, old);
  const { platform: from, uri } = old;
  if (from === to) return urisPlan(registration, {}, []);
  refuse("redirectUri", checkPlacedUri(registration, { platform: to, uri }, old));
  const { redirectUris } = registration;
  return urisPlan(
    registration,
    { [from]: without(redirectUris[from], uri), [to]: [...redirectUris[to], uri] },
    movingNotes(registration, old, to),
  );
}

/** @throws Failure `input.invalid` (redirectUri) when it is not there any more */
export function planRemoveRedirectUri(registration: Registration, removed: PlacedUri): Plan {
  refuseUnknown(registration, removed);
  const { platform, uri } = removed;
  const left = without(registration.redirectUris[platform], uri);
  return urisPlan(registration, { [platform]: left }, removingNotes(registration, removed));
}

function urisPlan(
  { redirectUris, ...registration }: Registration,
  wanted: Partial<RedirectUris>,
  reviewNotes: readonly Message[],
): Plan {
  const changed = platforms.filter((platform) => wanted[platform] !== undefined);
  const uris = (of: Partial<RedirectUris>) =>
    Object.fromEntries(
      changed.map((platform) => [platform, { redirectUris: of[platform] ?? [] }] as const),
    );
  return changePlan(registration, { patch: uris(wanted), before: uris(redirectUris), reviewNotes });
}

function refuseUnknown({ redirectUris }: Registration, { platform, uri }: PlacedUri): void {
  if (redirectUris[platform].includes(uri)) return;
  refuse(
    "redirectUri",
    message("{0} is not registered for {1} any more.", uri, platformWords[platform]),
  );
}

const without = (uris: readonly string[], uri: string): readonly string[] =>
  uris.filter((one) => one !== uri);

function isSamePlace(a: PlacedUri, b: PlacedUri | undefined): boolean {
  return a.platform === b?.platform && a.uri === b.uri;
}
