import { type Back, type Frame, back } from "./frame";

/** The step before, with answers that were given before going back. */
export interface BackWith<Answers> {
  readonly backWith: Answers;
}

/** One question of a series. It takes the answers so far and returns them with its own. */
export interface Step<Answers> {
  /** False when earlier answers make the question pointless. */
  readonly applies: (answers: Answers) => boolean;
  readonly ask: (answers: Answers, frame: Frame) => Promise<Answers | Back | BackWith<Answers>>;
  /** True when the answer decides how many questions follow: no total is shown with it, which would change. */
  readonly decidesWhatFollows?: boolean;
}

/**
 * Asks the steps that apply, one after another. Going back keeps every answer, also those of later steps.
 * @throws CancelledError when a question is closed
 */
export async function runSteps<Answers extends object>(
  title: string,
  steps: readonly Step<Answers>[],
  initial: Answers,
): Promise<Answers> {
  let answers = initial;
  let index = 0;
  for (;;) {
    const applicable = steps.filter(({ applies }) => applies(answers));
    const step = applicable[index];
    if (step === undefined) return answers;
    const given = await step.ask(answers, {
      title,
      step: index + 1,
      ...(step.decidesWhatFollows !== true && { totalSteps: applicable.length }),
      canGoBack: index > 0,
    });
    if (given === back) index -= 1;
    else if ("backWith" in given) {
      answers = given.backWith;
      index -= 1;
    } else {
      answers = given;
      index += 1;
    }
  }
}
