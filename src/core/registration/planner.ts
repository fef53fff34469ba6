import { type Message, message } from "../../base/message";
import type { NewId } from "../ports";
import { checkAnswers } from "./answerRules";
import { audienceWords } from "./audience";
import { draftApplication, draftSecret } from "./draft";
import { permissionOf } from "./permissions";
import type { Plan, PlanStep } from "./plan";
import { platformWords } from "./platformWords";
import { presets } from "./presetRegistry";
import type { RegisterAnswers } from "./registerAnswers";
import type { ApplicationDraft, Platform } from "./registration";

/**
 * Turns answers into steps. Every rule of the input boxes is checked once more.
 *
 * A secret is made in the same request as the registration, and its value is stored before the wait for
 * replication: a value that lies only in memory must not wait.
 * @throws Failure `input.invalid` (facts: input, problem)
 */
export function planRegistration(answers: RegisterAnswers, now: Date, newId: NewId): Plan {
  checkAnswers(answers);
  const markerTag = `entra-mail:${newId()}`;
  const secret = draftSecret(answers, now);
  const draft = draftApplication(answers, secret, markerTag);
  const steps: PlanStep[] = [{ kind: "createApplication", draft }];
  if (secret) steps.push({ kind: "storeSecret", secret });
  steps.push({ kind: "confirmApplication" });
  return { title: draft.displayName, presetId: answers.preset.id, markerTag, steps };
}

/** Puts a date into the reader's form. */
type DateWords = (date: Date) => string;

type LinesOf = {
  readonly [Kind in PlanStep["kind"]]: (
    step: Extract<PlanStep, { kind: Kind }>,
    dateWords: DateWords,
  ) => readonly Message[];
};

const lines: LinesOf = {
  createApplication: ({ draft }) => [
    message('Create registration "{0}"', draft.displayName),
    message("Supported accounts: {0}", audienceWords(draft.signInAudience).portal),
    ...platformLines(draft),
    message(
      "Ask for: {0} (each user consents; an administrator is needed only where the directory demands one)",
      permissionNames(draft),
    ),
  ],
  storeSecret: ({ secret }, dateWords) => [
    message(
      'Client secret "{0}" until {1}; its value goes into the secret storage of this editor',
      secret.displayName,
      dateWords(new Date(secret.endDateTime)),
    ),
  ],
  confirmApplication: () => [],
};

/** The plan in the portal's words, for the review. Nothing has happened yet when it is shown. */
export function describePlan(plan: Plan, dateWords: DateWords): readonly Message[] {
  const note = presets.find(({ id }) => id === plan.presetId)?.reviewNote;
  return [
    ...plan.steps.flatMap((step) => linesOf(step, lines, dateWords)),
    ...(note ? [note] : []),
    message("A tag lets it be found again if Microsoft's answer gets lost"),
  ];
}

const progress: Readonly<Record<PlanStep["kind"], Message>> = {
  createApplication: message("Creating the registration"),
  storeSecret: message("Storing the client secret"),
  confirmApplication: message("Waiting until the directory knows it"),
};

/** What a step does, while it does it. */
export function describeStep(step: PlanStep): Message {
  return step.kind === "createApplication"
    ? message("Creating {0}", step.draft.displayName)
    : progress[step.kind];
}

function linesOf<Kind extends PlanStep["kind"]>(
  step: Extract<PlanStep, { kind: Kind }>,
  table: LinesOf,
  dateWords: DateWords,
): readonly Message[] {
  return table[step.kind](step, dateWords);
}

function platformLines(draft: ApplicationDraft): Message[] {
  const platforms: readonly Platform[] = ["publicClient", "web", "spa"];
  return platforms.flatMap((platform) => {
    const uris = draft[platform]?.redirectUris;
    if (uris === undefined) return [];
    return [
      draft.isFallbackPublicClient
        ? message("Platform {0}: {1}, public client flows on", platformWords[platform], list(uris))
        : message("Platform {0}: {1}", platformWords[platform], list(uris)),
    ];
  });
}

function permissionNames(draft: ApplicationDraft): string {
  return list(
    draft.requiredResourceAccess.flatMap(({ resourceAppId, resourceAccess }) =>
      resourceAccess.map((access) => permissionOf(resourceAppId, access).value ?? access.id),
    ),
  );
}

const list = (items: readonly string[]): string => items.join(", ");
