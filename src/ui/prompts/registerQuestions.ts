import { type Message, message } from "../../base/message";
import type { Cloud } from "../../core/cloud";
import { audienceWords } from "../../core/registration/audience";
import { offeredAudiences, offeredPresets } from "../../core/registration/offered";
import { platformWords } from "../../core/registration/platformWords";
import type { PlatformChoice } from "../../core/registration/preset";
import {
  answersOf,
  firstSecretName,
  type RegisterAnswers,
  suggestedRedirectUris,
} from "../../core/registration/registerAnswers";
import type { ImplicitGrant } from "../../core/registration/registration";
import {
  checkDisplayName,
  checkRedirectUri,
  checkRedirectUriList,
} from "../../core/registration/rules";
import { pickWords, words } from "../localize";
import { askPick, askPickMany } from "./pick";
import { type Back, type Frame, back } from "./frame";
import { askText } from "./text";

type Answer = Promise<RegisterAnswers | Back>;

export async function askPreset(
  before: RegisterAnswers | undefined,
  frame: Frame,
  cloud: Cloud,
): Answer {
  const choices = offeredPresets(cloud).map((preset) => ({
    label: pickWords(preset.title),
    description: pickWords(preset.description),
    detail: pickWords(preset.detail),
    value: preset,
  }));
  const preset = await askPick(frame, {
    choices,
    placeholder: words(message("What will use the mailbox?")),
    preselected: choices.find(({ value }) => value.id === before?.preset.id),
  });
  if (preset === back) return back;
  // Going back to look and choosing the same keeps what was answered since.
  return before?.preset.id === preset.id
    ? before
    : answersOf(preset, offeredAudiences(preset, cloud));
}

export async function askName(answers: RegisterAnswers, frame: Frame): Answer {
  const displayName = await askText(frame, {
    value: answers.displayName,
    placeholder: answers.preset.suggestedName,
    prompt: words(message("Name of the registration; people see it when they sign in.")),
    check: (text) => checkDisplayName(text, answers.audience),
  });
  if (displayName === back) return back;
  const { secret } = answers;
  return {
    ...answers,
    displayName,
    ...(secret && { secret: { ...secret, displayName: firstSecretName(displayName) } }),
  };
}

export async function askAudience(answers: RegisterAnswers, frame: Frame, cloud: Cloud): Answer {
  const { preset } = answers;
  const advice = preset.audienceAdvice ?? {};
  const choices = offeredAudiences(preset, cloud).map((audience) => ({
    label: pickWords(audienceWords(audience).short),
    description: advice[audience] === undefined ? "" : pickWords(advice[audience]),
    detail: pickWords(audienceWords(audience).portal),
    value: audience,
  }));
  const audience = await askPick(frame, {
    choices,
    placeholder: words(message("Who can sign in?")),
    preselected: choices.find(({ value }) => value === answers.audience),
  });
  return audience === back ? back : { ...answers, audience };
}

const platformDetails: Readonly<Record<PlatformChoice, Message>> = {
  publicClient: message("A program on people's computers or phones. It keeps no secret."),
  web: message("A server with its own address. It proves itself with a secret or certificate."),
  spa: message(
    "A page in the browser. Sign-ins last 24 hours; mail servers cannot be reached from it.",
  ),
  none: message("An app that acts as itself. Nobody signs in, so nobody is sent back."),
};

export async function askPlatform(answers: RegisterAnswers, frame: Frame): Answer {
  const choices = answers.preset.platforms.map((platform) => ({
    label: pickWords(platform === "none" ? message("No platform") : platformWords[platform]),
    detail: pickWords(platformDetails[platform]),
    value: platform,
  }));
  const platform = await askPick(frame, {
    choices,
    placeholder: words(message("Where does it run?")),
    preselected: choices.find(({ value }) => value === answers.platform),
  });
  if (platform === back) return back;
  if (platform === answers.platform) return answers;
  // URIs of one platform do not fit another
  return { ...answers, platform, redirectUris: suggestedRedirectUris(answers.preset, platform) };
}

export async function askRedirectUris(answers: RegisterAnswers, frame: Frame): Answer {
  const { audience, platform, preset } = answers;
  if (platform === "none") return answers;
  const wanted = message(
    "Redirect URI for the platform {0}. Separate several with spaces.",
    platformWords[platform],
  );
  const text = await askText(frame, {
    value: answers.redirectUris.join(" "),
    placeholder:
      preset.asksRedirectUri || platform !== "publicClient"
        ? "https://mail.example.com/callback"
        : "http://localhost",
    prompt: words(
      preset.redirectUriAdvice ? message("{0} {1}", wanted, preset.redirectUriAdvice) : wanted,
    ),
    check: (typed) => {
      const uris = splitUris(typed);
      const problems = (uris.length === 0 ? [""] : uris).map((uri) =>
        checkRedirectUri(uri, platform, audience),
      );
      return problems.find((problem) => problem) ?? checkRedirectUriList(uris, audience);
    },
  });
  return text === back ? back : { ...answers, redirectUris: splitUris(text) };
}

type Box = keyof ImplicitGrant;

const boxes: readonly { readonly label: Message; readonly detail: Message; readonly box: Box }[] = [
  {
    label: message("Access tokens"),
    detail: message("Used for implicit flows"),
    box: "accessTokens",
  },
  {
    label: message("ID tokens"),
    detail: message("Used for implicit and hybrid flows"),
    box: "idTokens",
  },
];

/** The implicit-grant boxes of the portal, with the reason to leave them off. */
export async function askImplicitGrant(answers: RegisterAnswers, frame: Frame): Answer {
  const { implicitGrant, preset } = answers;
  const ticked = await askPickMany<Box>(frame, {
    choices: boxes.map(({ label, detail, box }) => ({
      label: pickWords(label),
      description: pickWords(detail),
      value: box,
    })),
    placeholder: words(
      message("Which tokens may the sign-in page hand out itself? None is safer."),
    ),
    ...(preset.implicitGrant && { prompt: words(preset.implicitGrant.caution) }),
    ticked: boxes.flatMap(({ box }) => (implicitGrant?.[box] === true ? [box] : [])),
  });
  if (ticked === back) return back;
  return {
    ...answers,
    implicitGrant: {
      accessTokens: ticked.includes("accessTokens"),
      idTokens: ticked.includes("idTokens"),
    },
  };
}

function splitUris(text: string): readonly string[] {
  return text.split(/\s+/).filter((uri) => uri !== "");
}
