import { type Message, message } from "../../../base/message";
import { platformWords } from "../platformWords";
import type { Platform, Registration } from "../registration";

type Facts = Pick<
  Registration,
  "redirectUris" | "clientSecrets" | "certificates" | "isFallbackPublicClient"
>;

/** Source: Entra "authorization code flow": refresh tokens of spa URIs last 24 hours, and an Origin header is needed. */
const spaNote = message(
  "Single-page application is not for mail programs: sign-ins end after 24 hours, and only a page in a browser can use it",
);

/** What comes with a redirect URI of a platform that had none. */
export function addingNotes(registration: Facts, platform: Platform): readonly Message[] {
  if (platform === "spa") return [spaNote];
  if (platform === "web" && registration.redirectUris.web.length === 0) {
    return [...credentialNeeded(registration)];
  }
  return [];
}

/** What changes for those who sign in by a redirect URI when its platform does. */
export function movingNotes(
  registration: Facts,
  { platform: from, uri }: { readonly platform: Platform; readonly uri: string },
  to: Platform,
): readonly Message[] {
  const notes: Message[] = [];
  if (to === "spa") notes.push(spaNote);
  if (to === "web") notes.push(...credentialNeeded(registration));
  if (to === "publicClient" && from === "web") {
    notes.push(
      message(
        "No client secret from then on: programs that send one with {0} are refused (AADSTS700025)",
        uri,
      ),
    );
  }
  return [...notes, ...platformEmptied(registration, from, uri)];
}

/** What does not work any more without a redirect URI. */
export function removingNotes(
  registration: Facts,
  { platform, uri }: { readonly platform: Platform; readonly uri: string },
): readonly Message[] {
  return [
    message("Sign-ins that come back to {0} are refused from then on (AADSTS50011)", uri),
    ...platformEmptied(registration, platform, uri),
    ...lastOfAll(registration),
  ];
}

function* credentialNeeded({ clientSecrets, certificates }: Facts): Iterable<Message> {
  yield message("Web needs a client secret or certificate at every sign-in (AADSTS7000218)");
  if (clientSecrets.length + certificates.length === 0) {
    yield message("This registration has none yet: add one afterwards");
  }
}

function platformEmptied({ redirectUris }: Facts, platform: Platform, uri: string): Message[] {
  const left = redirectUris[platform].filter((one) => one !== uri);
  return left.length > 0
    ? []
    : [message("The platform {0} has no redirect URI left", platformWords[platform])];
}

function lastOfAll({ redirectUris, isFallbackPublicClient }: Facts): Message[] {
  const count = Object.values(redirectUris).flat().length;
  if (count > 1) return [];
  return [
    isFallbackPublicClient
      ? message("Nobody can sign in through the browser any more; a device code still works")
      : message("Nobody can sign in any more; an app of its own still can"),
  ];
}
