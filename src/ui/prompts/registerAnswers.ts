import type { Cloud } from "../../core/cloud";
import { type Failure, isFailure } from "../../core/failure";
import type { Clock, NewId } from "../../core/ports";
import type { Plan } from "../../core/registration/plan";
import { planRegistration } from "../../core/registration/planner";
import { offeredAudiences } from "../../core/registration/offered";
import type { RegisterAnswers } from "../../core/registration/registerAnswers";
import type { RegistrationSummary } from "../../core/registration/registration";
import { type BackWith, type Step, runSteps } from "./multiStep";
import { type Back, type Frame, back } from "./frame";
import { askCredential, type AskCertificate } from "./registerCredential";
import { askApplicationPermissions, askPermissions } from "./registerPermissions";
import {
  askAudience,
  askImplicitGrant,
  askName,
  askPlatform,
  askPreset,
  askRedirectUris,
} from "./registerQuestions";
import { askSameName } from "./registerSameName";

export interface RegisterPromptParts {
  readonly title: string;
  readonly clock: Clock;
  readonly newId: NewId;
  readonly cloud: Cloud;
  readonly askCertificate: AskCertificate;
  /** Registrations that have this name already. */
  readonly sameName: (name: string) => Promise<readonly RegistrationSummary[]>;
  /** The last question: shows the plan. Absent where the plan alone is wanted. */
  readonly review?: (plan: Plan, frame: Frame) => Promise<"create" | Back>;
  /** Tells why answers that were given do not fit together. */
  readonly tellProblem: (failure: Failure) => void;
  /** What was answered before, to be changed now. */
  readonly before?: RegisterAnswers;
}

/** What came of the questions: a plan to carry out, or a registration that is there already. */
export type Asked =
  | { readonly kind: "plan"; readonly plan: Plan; readonly answers: RegisterAnswers }
  | { readonly kind: "existing"; readonly registration: RegistrationSummary };

/** Answers once a preset is chosen, the outcome once it is reviewed. */
interface Draft {
  readonly answers?: RegisterAnswers;
  readonly asked?: Asked;
}

type Question = (answers: RegisterAnswers, frame: Frame) => Promise<RegisterAnswers | Back>;

/**
 * Asks everything about a new registration, ending in the review of its plan. Nothing is created.
 * @throws CancelledError
 */
export async function askRegistration(parts: RegisterPromptParts): Promise<Asked> {
  const { cloud, clock } = parts;
  const steps: readonly Step<Draft>[] = [
    {
      applies: () => true,
      ask: (draft, frame) => choosePreset(draft, frame, cloud),
      decidesWhatFollows: true,
    },
    // Before the name: the accounts decide how long a name may be and which redirect URIs are allowed.
    about(
      (answers, frame) => askAudience(answers, frame, cloud),
      ({ preset }) => offeredAudiences(preset, cloud).length > 1,
    ),
    about(askName),
    about(askPlatform, ({ preset }) => preset.platforms.length > 1),
    about(askPermissions, ({ preset }) => preset.actsAs !== "app"),
    about(askApplicationPermissions, ({ preset }) => preset.actsAs !== "person"),
    about(askRedirectUris, ({ platform }) => platform !== "none"),
    about(askImplicitGrant, ({ preset }) => preset.implicitGrant !== undefined),
    about(
      (answers, frame) => askCredential(answers, frame, clock.now(), parts.askCertificate),
      ({ preset }) => preset.credentials.some((kind) => kind !== "none"),
    ),
    { applies: () => true, ask: (draft, frame) => review(draft, frame, parts) },
  ];
  const { asked } = await runSteps<Draft>(
    parts.title,
    steps,
    parts.before === undefined ? {} : { answers: parts.before },
  );
  if (asked === undefined) throw new Error("The review ended without a plan.");
  return asked;
}

async function choosePreset(draft: Draft, frame: Frame, cloud: Cloud): Promise<Draft | Back> {
  const answers = await askPreset(draft.answers, frame, cloud);
  return answers === back ? back : { answers };
}

function about(question: Question, applies?: (answers: RegisterAnswers) => boolean): Step<Draft> {
  return {
    applies: ({ answers }) => applies === undefined || (answers !== undefined && applies(answers)),
    ask: async (draft, frame) => {
      if (draft.answers === undefined) return back;
      const answers = await question(draft.answers, frame);
      return answers === back ? back : { answers };
    },
  };
}

/** The name is looked up, the answers are planned, the plan is shown; a new name can be given on the way. */
async function review(
  draft: Draft,
  frame: Frame,
  parts: RegisterPromptParts,
): Promise<Draft | Back | BackWith<Draft>> {
  if (draft.answers === undefined) return back;
  const named = await clearName(draft.answers, frame, parts);
  if (named === back || "asked" in named) return named;
  const { answers } = named;
  const plan = planOf(answers, parts);
  const toStepBefore = { backWith: { answers } };
  if (plan === undefined) return toStepBefore;
  if (parts.review !== undefined && (await parts.review(plan, frame)) === back) return toStepBefore;
  return { answers, asked: { kind: "plan", plan, answers } };
}

async function clearName(
  before: RegisterAnswers,
  frame: Frame,
  { sameName }: RegisterPromptParts,
): Promise<{ readonly answers: RegisterAnswers } | { readonly asked: Asked } | Back> {
  let answers = before;
  for (;;) {
    const name = answers.displayName.trim();
    const found = await sameName(name);
    if (found.length === 0) return { answers };
    const choice = await askSameName(found, name, frame);
    if (choice === back) return back;
    if (choice.kind === "create") return { answers };
    if (choice.kind === "use") {
      return { asked: { kind: "existing", registration: choice.registration } };
    }
    const renamed = await askName(answers, frame);
    if (renamed !== back) answers = renamed;
  }
}

/** @returns undefined, after telling why, when the answers do not fit together: they can be changed then */
function planOf(
  answers: RegisterAnswers,
  { clock, newId, tellProblem }: RegisterPromptParts,
): Plan | undefined {
  try {
    return planRegistration(answers, clock.now(), newId);
  } catch (error) {
    if (!isFailure(error, "input.invalid")) throw error;
    tellProblem(error);
    return undefined;
  }
}
