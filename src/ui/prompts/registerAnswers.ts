import { message } from "../../base/message";
import { type Failure, isFailure } from "../../core/failure";
import type { Clock, NewId } from "../../core/ports";
import type { Plan } from "../../core/registration/plan";
import { planRegistration } from "../../core/registration/planner";
import type { RegisterAnswers } from "../../core/registration/registerAnswers";
import { words } from "../localize";
import { type Step, runSteps } from "./multiStep";
import { type Back, type Frame, back } from "./frame";
import {
  askAudience,
  askName,
  askPermissions,
  askPreset,
  askRedirectUris,
  askSecretLifetime,
} from "./registerQuestions";
import { askReview } from "./registerReview";

export interface RegisterPromptParts {
  readonly clock: Clock;
  readonly newId: NewId;
  /** Account and directory in which the registration will be made. */
  readonly directory: string;
  /** Tells why answers that were given do not fit together. */
  readonly tellProblem: (failure: Failure) => void;
}

/** Answers once a preset is chosen, the plan once it is reviewed. */
interface Draft {
  readonly answers?: RegisterAnswers;
  readonly plan?: Plan;
}

type Question = (answers: RegisterAnswers, frame: Frame) => Promise<RegisterAnswers | Back>;

/**
 * Asks everything about a new registration, ending in the review of its plan. Nothing is created.
 * @throws CancelledError
 */
export async function askRegistration(parts: RegisterPromptParts): Promise<Plan> {
  const steps: readonly Step<Draft>[] = [
    { applies: () => true, ask: choosePreset },
    // Before the name: the accounts decide how long a name may be and which redirect URIs are allowed.
    about(askAudience),
    about(askName),
    about(askPermissions),
    about(askRedirectUris),
    about(
      (answers, frame) => askSecretLifetime(answers, frame, parts.clock.now()),
      ({ preset }) => preset.credential === "secret",
    ),
    { applies: () => true, ask: (draft, frame) => review(draft, frame, parts) },
  ];
  const { plan } = await runSteps(words(message("Register Mail App")), steps, {});
  if (plan === undefined) throw new Error("The review ended without a plan.");
  return plan;
}

async function choosePreset(draft: Draft, frame: Frame): Promise<Draft | Back> {
  const answers = await askPreset(draft.answers, frame);
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

async function review(
  { answers }: Draft,
  frame: Frame,
  parts: RegisterPromptParts,
): Promise<Draft | Back> {
  if (answers === undefined) return back;
  const plan = planOf(answers, parts);
  if (plan === undefined) return back;
  return (await askReview(plan, parts.directory, frame)) === back ? back : { answers, plan };
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
