import { type Message, message } from "../../base/message";
import {
  checkPlacedUri,
  type PlacedUri,
  placedUris,
  platforms,
} from "../../core/registration/changes/redirectUris";
import { platformWords } from "../../core/registration/platformWords";
import type { Platform, Registration } from "../../core/registration/registration";
import { pickWords, words } from "../localize";
import type { Ui } from "../parts";
import { rowOf } from "../target";
import { pickText } from "../text";
import { CancelledError } from "../../base/errors";
import { answered } from "./editTarget";
import type { Frame } from "./frame";
import { askPick, type Choice } from "./pick";
import { askText } from "./text";

/** Who signs in by a redirect URI of the platform. */
const uses: Readonly<Record<Platform, Message>> = {
  publicClient: message("A program on a person's computer or phone; no secret"),
  web: message("A server such as Jira or AEM; it keeps a secret or certificate"),
  spa: message("JavaScript in a browser; not for mail programs"),
};

const examples: Readonly<Record<Platform, string>> = {
  publicClient: "http://localhost",
  web: "https://mail.example.com/callback",
  spa: "https://mail.example.com/",
};

/** The platform of the row, or one that is asked for. @throws CancelledError */
export async function askPlatform(frame: Frame, target: unknown): Promise<Platform> {
  const { part } = rowOf(target);
  if (part?.kind === "platform" || part?.kind === "redirectUri") return part.platform;
  const platform = await askPick(frame, {
    choices: platforms.map((value) => ({
      label: pickWords(platformWords[value]),
      detail: pickWords(uses[value]),
      value,
    })),
    placeholder: words(message("For which platform?")),
  });
  return answered(platform);
}

/**
 * The text of a redirect URI, checked beside those that are there while it is typed.
 * @param replaced the one that it takes the place of
 * @throws CancelledError
 */
export async function askRedirectUri(
  frame: Frame,
  registration: Registration,
  platform: Platform,
  replaced?: PlacedUri,
): Promise<string> {
  const uri = await askText(frame, {
    value: replaced?.uri ?? "",
    placeholder: examples[platform],
    prompt: words(message("Redirect URI for the platform {0}.", platformWords[platform])),
    check: (typed) =>
      typed === replaced?.uri
        ? undefined
        : checkPlacedUri(registration, { platform, uri: typed }, replaced),
  });
  return answered(uri);
}

/** The redirect URI of the row, or one that is asked for. @throws CancelledError, also when there is none */
export async function pickRedirectUri(
  { notifier }: Pick<Ui, "notifier">,
  frame: Frame,
  registration: Registration,
  target: unknown,
): Promise<PlacedUri> {
  const { part } = rowOf(target);
  if (part?.kind === "redirectUri") return { platform: part.platform, uri: part.uri };
  const uris = placedUris(registration);
  if (uris.length === 0) {
    notifier.inform(message("{0} has no redirect URI.", registration.displayName));
    throw new CancelledError();
  }
  const placed = await askPick(frame, {
    choices: uris.map((value) => ({
      label: pickText(value.uri),
      description: pickWords(platformWords[value.platform]),
      value,
    })),
    placeholder: words(message("Which redirect URI?")),
  });
  return answered(placed);
}

/** Where a redirect URI goes; platforms that cannot take it say why. @throws CancelledError */
export async function askOtherPlatform(
  frame: Frame,
  registration: Registration,
  placed: PlacedUri,
): Promise<Platform> {
  const choices = platforms
    .filter((platform) => platform !== placed.platform)
    .map((platform): Choice<Platform> => {
      const problem = checkPlacedUri(registration, { ...placed, platform }, placed);
      const choice = {
        label: pickWords(platformWords[platform]),
        detail: pickWords(uses[platform]),
      };
      if (problem === undefined) return Object.assign(choice, { value: platform });
      const description = pickWords(message("not possible: {0}", problem));
      return Object.assign(choice, { description });
    });
  const platform = await askPick(frame, {
    choices,
    placeholder: words(
      message("To which platform? It is {0} now.", platformWords[placed.platform]),
    ),
  });
  return answered(platform);
}

/** Mailboxes of this editor whose sign-in comes back to a redirect URI, as notes for the review. */
export function signedInBy(
  { mailboxes }: Pick<Ui, "mailboxes">,
  { appId }: Registration,
  { uri }: PlacedUri,
): readonly Message[] {
  return mailboxes.mailboxes
    .filter(({ clientId, redirectUri }) => clientId === appId && redirectUri === uri)
    .map(({ address }) => message("{0} signs in by it in this editor", address));
}
