import { message } from "../../../base/message";
import type { FindingAction } from "../finding";
import type { Explanation } from "./explanation";

const again: FindingAction = {
  kind: "runCommand",
  title: message("Diagnose Error…"),
  command: "entraMail.diagnoseError",
};

/** What is said of a clipboard that gives no text; by input and problem. */
export const clipboardInputs: Readonly<Record<string, Explanation>> = {
  "clipboard.empty": {
    title: message("There is no text on the clipboard."),
    explanation: message(
      "Copy what the program printed: in the terminal, the log or the browser. Then try again.",
    ),
    actions: [again],
  },
  "clipboard.notRead": {
    title: message("The clipboard could not be read."),
    explanation: message(
      "A browser asks first whether the editor may read it. Allow that, or paste the text into a file and select it there.",
    ),
    actions: [again],
  },
};
