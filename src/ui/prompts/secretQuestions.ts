import { CancelledError } from "../../base/errors";
import { type Message, message } from "../../base/message";
import type {
  ClientSecretFacts,
  PasswordCredentialDraft,
} from "../../core/registration/registration";
import { draftSecretUntil, endAfterDays, type Grace } from "../../core/registration/rotation";
import { checkSecretName, secretLifetimesDays } from "../../core/registration/rules";
import { checkSecretEnd, endOfDay } from "../../core/registration/secretEnd";
import { checkSecretValue } from "../../core/registration/secretValue";
import { locale, pickWords, words } from "../localize";
import { dateWords } from "../moments";
import { type Back, back, type Frame } from "./frame";
import { runSteps, type Step } from "./multiStep";
import { askPick, type Choice } from "./pick";
import { askText } from "./text";

/** The description of a new client secret. */
export function askSecretName(frame: Frame, value: string): Promise<string | Back> {
  return askText(frame, {
    value,
    placeholder: words(message("jira-production")),
    prompt: words(
      message("What will use this secret? The description is all that is shown later."),
    ),
    check: checkSecretName,
  });
}

/**
 * When a new client secret ends: one of the usual lifetimes, or a date.
 * @param usual the lifetime in days that Enter takes
 */
export async function askSecretEnd(frame: Frame, usual: number, now: Date): Promise<Date | Back> {
  const lifetimes = [...new Set([...secretLifetimesDays, usual])].sort((a, b) => a - b);
  const choices: Choice<number | "date">[] = lifetimes.map((days) => ({
    label: pickWords(message("{0} days", days)),
    description: pickWords(message("until {0}", dateWords(endAfterDays(now, days), locale()))),
    value: days,
  }));
  choices.push({ label: words(message("Until a date…")), value: "date" });
  for (;;) {
    const chosen = await askPick<number | "date">(frame, {
      choices,
      placeholder: words(message("How long is the client secret valid?")),
      prompt: words(
        message("A directory may allow shorter lifetimes only, or certificates instead."),
      ),
      preselected: choices.find(({ value }) => value === usual),
    });
    if (chosen === back) return back;
    if (chosen !== "date") return endAfterDays(now, chosen);
    const day = await askText(
      { ...frame, canGoBack: true },
      {
        value: "",
        placeholder: endAfterDays(now, usual).toISOString().slice(0, 10),
        prompt: words(message("The last day, as year-month-day. It counts to its end in UTC.")),
        check: (text) => checkSecretEnd(text, now),
      },
    );
    if (day !== back) return endOfDay(day);
  }
}

/**
 * Description and end of a client secret that is made now.
 * @throws CancelledError
 */
export async function askNewSecret(
  title: string,
  { name, lifetimeDays }: { readonly name: string; readonly lifetimeDays: number },
  now: Date,
): Promise<PasswordCredentialDraft> {
  interface Answers {
    readonly name: string;
    readonly end?: Date;
  }
  const steps: readonly Step<Answers>[] = [
    {
      applies: () => true,
      ask: async (answers, frame) => {
        const given = await askSecretName(frame, answers.name);
        return given === back ? back : { ...answers, name: given };
      },
    },
    {
      applies: () => true,
      ask: async (answers, frame) => {
        const end = await askSecretEnd(frame, lifetimeDays, now);
        return end === back ? back : { ...answers, end };
      },
    },
  ];
  const answers = await runSteps<Answers>(title, steps, { name });
  if (answers.end === undefined) throw new CancelledError();
  return draftSecretUntil(answers.name, answers.end);
}

const hour = 3_600_000;
const day = 24 * hour;

const graces: readonly { readonly label: Message; readonly grace: Grace }[] = [
  { label: message("1 day after"), grace: { kind: "after", milliseconds: day } },
  { label: message("7 days after"), grace: { kind: "after", milliseconds: 7 * day } },
  { label: message("30 days after"), grace: { kind: "after", milliseconds: 30 * day } },
  { label: message("1 hour after"), grace: { kind: "after", milliseconds: hour } },
  {
    label: message("Right away, once the new one is proven"),
    grace: { kind: "after", milliseconds: 0 },
  },
  { label: message("I remove it myself"), grace: { kind: "byHand" } },
];

/**
 * How long the old secret keeps working.
 * @param provable false: nothing proves the new one, so the old one is never removed right away
 */
export function askGrace(frame: Frame, provable: boolean): Promise<Grace | Back> {
  const offered = graces.filter(
    ({ grace }) => provable || grace.kind === "byHand" || grace.milliseconds > 0,
  );
  return askPick(frame, {
    choices: offered.map(({ label, grace }) => ({ label: pickWords(label), value: grace })),
    placeholder: words(message("When is the old secret removed? Until then both work.")),
    prompt: words(
      message("A later removal waits for you: you are reminded, and one click removes it."),
    ),
  });
}

/** The value of a secret that was made elsewhere. Never shown, never in the next question. */
export function askSecretValue(frame: Frame, secret: ClientSecretFacts): Promise<string | Back> {
  return askText(frame, {
    value: "",
    placeholder: words(message("Value of the client secret")),
    prompt: words(
      message(
        "The column Value in the portal, not Secret ID. It goes into the secret storage only.",
      ),
    ),
    check: (text) => checkSecretValue(text, secret),
    hidden: true,
  });
}
