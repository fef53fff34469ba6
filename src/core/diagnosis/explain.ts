import { errorText, isCancelled, isCodedError } from "../../base/errors";
import { type Message, message } from "../../base/message";
import { type Failure, type FailureCode, isFailure } from "../failure";
import { whatExists } from "../registration/journalWords";
import { isPlanStopped, type PlanStopped } from "../registration/planStopped";
import { evidence, failureEvidence } from "./evidence";
import { showLog } from "./explanations/commonActions";
import { editorExplanations } from "./explanations/editorExplanations";
import type { Explain } from "./explanations/explanation";
import { graphExplanations } from "./explanations/graphExplanations";
import { planExplanations } from "./explanations/planExplanations";
import { signInExplanations } from "./explanations/signInExplanations";
import type { Finding } from "./finding";

const explanations: Readonly<Record<FailureCode, Explain>> = {
  ...graphExplanations,
  ...signInExplanations,
  ...editorExplanations,
  ...planExplanations,
};

/** Signing a mailbox in again helps a mailbox, not the sign-in for managing registrations. */
export type FailureContext = "management" | "mailbox";

/** Any thrown thing as what the person is told. Undefined for a cancellation, which needs no words. */
export function explainFailure(
  error: unknown,
  context: FailureContext = "mailbox",
): Finding | undefined {
  if (isCancelled(error)) return undefined;
  if (isPlanStopped(error)) return explainStop(error);
  if (isFailure(error) && Object.hasOwn(explanations, error.code)) {
    return explainKnown(error, context);
  }
  return isCodedError(error, "timeout") ? explainTimeout(error) : explainUnknown(error);
}

function explainKnown(failure: Failure, context: FailureContext): Finding {
  const { title, explanation, actions } = explanations[failure.code](failure);
  return {
    id: failure.code,
    severity: "error",
    title,
    explanation,
    evidence: failureEvidence(failure),
    actions:
      context === "mailbox" ? actions : actions.filter(({ kind }) => kind !== "signInMailbox"),
  };
}

/** What exists comes first, then why it went no further. */
function explainStop(stop: PlanStopped): Finding {
  const reason = explainFailure(stop.cause, "management");
  const [title, ...more] = whatExists(stop.journal);
  return {
    id: "plan.stopped",
    severity: reason === undefined ? "information" : "error",
    title: title ?? message("The plan stopped."),
    explanation: joinMessages([
      ...more,
      ...(reason === undefined
        ? [message("You stopped it. It can be continued or undone.")]
        : whyItStopped(reason)),
      ...(isFailure(stop.cause, "secret.notKept")
        ? [message("The value can be copied until this window is closed.")]
        : []),
    ]),
    evidence: reason?.evidence ?? [],
    actions: reason?.actions ?? [],
  };
}

/** That an outcome is not known is said by what exists. */
function whyItStopped({ id, title, explanation }: Finding): readonly Message[] {
  return id === "graph.outcomeUnknown" ? [explanation] : [title, explanation];
}

function joinMessages(sentences: readonly Message[]): Message {
  return sentences.reduce((before, sentence) => message("{0} {1}", before, sentence));
}

function explainTimeout(error: unknown): Finding {
  return {
    id: "timeout",
    severity: "error",
    title: message("No answer came in time."),
    explanation: message("The other side was reached but stayed silent. Try again in a moment."),
    evidence: [evidence(message("Message"), errorText(error))],
    actions: [showLog],
  };
}

/** A fault of this extension, or of something it uses: the log has the rest. */
function explainUnknown(error: unknown): Finding {
  return {
    id: "unexpected",
    severity: "error",
    title: message("Entra Mail met an error it does not know."),
    explanation: message(
      "This is a fault of the extension. The log holds the details for a report.",
    ),
    evidence: [evidence(message("Message"), errorText(error))],
    actions: [showLog],
  };
}
