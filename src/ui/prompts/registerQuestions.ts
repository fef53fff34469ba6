import { message } from "../../base/message";
import { audienceWords } from "../../core/registration/audience";
import {
  graphDelegatedPermissions,
  type PermissionName,
} from "../../core/registration/permissions";
import type { RegisterAnswers } from "../../core/registration/registerAnswers";
import { platformWords } from "../../core/registration/platformWords";
import type { Preset } from "../../core/registration/preset";
import { presets } from "../../core/registration/presetRegistry";
import {
  checkDisplayName,
  checkRedirectUri,
  checkRedirectUriList,
  defaultSecretLifetimeDays,
  secretLifetimesDays,
} from "../../core/registration/rules";
import { millisecondsPerDay } from "../../core/time";
import { locale, pickWords, words } from "../localize";
import { dateWords } from "../moments";
import { askPick, askPickMany, type Choice } from "./pick";
import { type Back, type Frame, back } from "./frame";
import { askText } from "./text";

type Answer = Promise<RegisterAnswers | Back>;

export async function askPreset(before: RegisterAnswers | undefined, frame: Frame): Answer {
  const choices = presets.map((preset) => ({
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
  return before?.preset.id === preset.id ? before : answersOf(preset);
}

export async function askName(answers: RegisterAnswers, frame: Frame): Answer {
  const displayName = await askText(frame, {
    value: answers.displayName,
    placeholder: answers.preset.suggestedName,
    prompt: words(message("Name of the registration; people see it when they sign in.")),
    check: (text) => checkDisplayName(text, answers.audience),
  });
  return displayName === back ? back : { ...answers, displayName };
}

export async function askAudience(answers: RegisterAnswers, frame: Frame): Answer {
  const choices = answers.preset.audiences.map((audience) => ({
    label: pickWords(audienceWords(audience).short),
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

export async function askPermissions(answers: RegisterAnswers, frame: Frame): Answer {
  const names = Object.keys(graphDelegatedPermissions) as PermissionName[];
  const permissions = await askPickMany(frame, {
    choices: names.map((name) => ({
      label: name,
      description: pickWords(graphDelegatedPermissions[name].plainWords),
      value: name,
    })),
    placeholder: words(message("What may it ask people for? The usual choice is ticked.")),
    ticked: answers.permissions,
    problem: (ticked) =>
      ticked.length === 0 ? message("Choose at least one permission.") : undefined,
  });
  return permissions === back ? back : { ...answers, permissions };
}

export async function askRedirectUris(answers: RegisterAnswers, frame: Frame): Answer {
  const { audience, preset } = answers;
  const text = await askText(frame, {
    value: answers.redirectUris.join(" "),
    placeholder: preset.asksRedirectUri ? "https://mail.example.com/callback" : "http://localhost",
    prompt: words(
      message(
        "Redirect URI for the platform {0}. Separate several with spaces.",
        platformWords[preset.platform],
      ),
    ),
    check: (typed) => {
      const uris = splitUris(typed);
      const problems = (uris.length === 0 ? [""] : uris).map((uri) =>
        checkRedirectUri(uri, preset.platform, audience),
      );
      return problems.find((problem) => problem) ?? checkRedirectUriList(uris, audience);
    },
  });
  return text === back ? back : { ...answers, redirectUris: splitUris(text) };
}

export async function askSecretLifetime(answers: RegisterAnswers, frame: Frame, now: Date): Answer {
  const choices: Choice<number>[] = secretLifetimesDays.map((days) => ({
    label: pickWords(message("{0} days", days)),
    description: pickWords(
      message(
        "until {0}",
        dateWords(new Date(now.getTime() + days * millisecondsPerDay), locale()),
      ),
    ),
    value: days,
  }));
  const lifetimeDays = await askPick(frame, {
    choices,
    placeholder: words(message("How long is the client secret valid?")),
    preselected: choices.find(({ value }) => value === answers.secret?.lifetimeDays),
  });
  if (lifetimeDays === back) return back;
  return { ...answers, secret: { displayName: secretName(answers.displayName), lifetimeDays } };
}

/** The answers that a preset brings along. */
function answersOf(preset: Preset): RegisterAnswers {
  const [audience] = preset.audiences;
  if (audience === undefined) throw new Error(`The preset ${preset.id} offers no accounts.`);
  const { suggestedName: displayName, permissions, redirectUris } = preset;
  const secret =
    preset.credential === "secret"
      ? { displayName, lifetimeDays: defaultSecretLifetimeDays }
      : undefined;
  return { preset, displayName, audience, permissions, redirectUris, secret };
}

/** The first secret is named after its registration; names of secrets are shorter. */
function secretName(displayName: string): string {
  return displayName.slice(0, 90);
}

function splitUris(text: string): readonly string[] {
  return text.split(/\s+/).filter((uri) => uri !== "");
}
