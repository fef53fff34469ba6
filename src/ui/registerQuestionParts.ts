import type { Ui } from "./parts";
import { makeOrChooseCertificate } from "./prompts/certificateQuestions";
import type { RegisterPromptParts } from "./prompts/registerAnswers";

type Common = "clock" | "newId" | "cloud" | "askCertificate" | "tellProblem";

/** What the questions about a new registration need, whatever its plan is for. */
export function registerQuestionParts(ui: Ui): Pick<RegisterPromptParts, Common> {
  return {
    clock: ui.clock,
    newId: ui.newId,
    cloud: ui.settings.cloud,
    askCertificate: (frame, name) => makeOrChooseCertificate(ui, frame, name),
    tellProblem: (failure) => ui.notifier.failure(failure, { about: "management" }),
  };
}
