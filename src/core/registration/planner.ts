import { type Message, message } from "../../base/message";
import type { NewId } from "../ports";
import { checkAnswers } from "./answerRules";
import { draftApplication, draftSecret } from "./draft";
import { markerTag } from "./markerTag";
import type { Plan, PlanStep } from "./plan";
import type { RegisterAnswers } from "./registerAnswers";

/**
 * Turns answers into steps. Every rule of the input boxes is checked once more.
 *
 * A secret is made in the same request as the registration, and its value is stored before the wait for
 * replication: a value that lies only in memory must not wait. Permissions are declared, never granted.
 * @throws Failure `input.invalid` (facts: input, problem)
 */
export function planRegistration(answers: RegisterAnswers, now: Date, newId: NewId): Plan {
  checkAnswers(answers);
  const tag = markerTag(newId());
  const secret = draftSecret(answers, now);
  const draft = draftApplication(answers, secret, tag);
  const { certificate, applicationPermissions, preset } = answers;
  const steps: PlanStep[] = [{ kind: "createApplication", draft }];
  if (secret) steps.push({ kind: "storeSecret", secret });
  if (certificate) steps.push({ kind: "addCertificate", certificate });
  steps.push({ kind: "confirmApplication" });
  // Exchange Online is told the object id of the enterprise application, which creating a registration does not make
  if (applicationPermissions.length > 0) steps.push({ kind: "ensureServicePrincipal" });
  return {
    title: draft.displayName,
    purpose: "register",
    presetId: preset.id,
    markerTag: tag,
    steps,
    reviewNotes: reviewNotes(answers),
  };
}

interface NoteRule {
  readonly fits: (answers: RegisterAnswers) => boolean;
  readonly words: (answers: RegisterAnswers) => Message | undefined;
}

const noteRules: readonly NoteRule[] = [
  {
    fits: ({ implicitGrant }) =>
      implicitGrant?.accessTokens === true || implicitGrant?.idTokens === true,
    words: () => message("The code flow does not need these tokens; off is safer."),
  },
  {
    fits: ({ platform }) => platform === "spa",
    words: () =>
      message(
        "Single-page applications stay signed in for 24 hours only; mail programs are better off with another platform.",
      ),
  },
  {
    fits: ({ platform, credential }) => platform === "web" && credential === "none",
    words: () =>
      message(
        "A web app proves itself: it needs a client secret or a certificate before it is used.",
      ),
  },
  {
    fits: ({ applicationPermissions }) => applicationPermissions.length > 0,
    words: () =>
      message(
        "Application permissions work once an administrator has granted them. That is a step of its own afterwards; nothing is granted now.",
      ),
  },
];

function reviewNotes(answers: RegisterAnswers): readonly Message[] {
  return noteRules.flatMap(({ fits, words }) => {
    const note = fits(answers) ? words(answers) : undefined;
    return note === undefined ? [] : [note];
  });
}
