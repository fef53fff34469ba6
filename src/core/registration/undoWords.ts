import { type Message, message } from "../../base/message";
import { isUntouched, type Journal, journalEntry, storeBefore } from "./journal";
import type { StepOf } from "./stepWords";

/** What an undo of the plan does, and what it cannot take back, for the question before it. */
export function whatUndoDoes(journal: Journal): readonly Message[] {
  if (journal.plan.subject === undefined) {
    return [
      message(
        "The registration is deleted if it exists, and a stored client secret of it is forgotten. The directory keeps a deleted registration for 30 days.",
      ),
    ];
  }
  return [
    message("What was changed is set back, unless somebody else has changed it since."),
    ...whatStays(journal),
  ];
}

/** A new secret goes, unless the one that it replaces is gone: then it is all there is. */
function whatGoes(
  journal: Journal,
  index: number,
  { secret }: StepOf<"storeSecret">,
): readonly Message[] {
  const replaces = journal.plan.steps.some(
    ({ kind }, other) =>
      other > index && kind === "removeSecret" && !isUntouched(journalEntry(journal, other)),
  );
  return replaces
    ? []
    : [
        message(
          "The new client secret {0} is removed, with its value stored here: programs that have it stop working.",
          secret.displayName,
        ),
      ];
}

function whatIsLost(
  journal: Journal,
  index: number,
  { displayName }: StepOf<"removeSecret">,
): readonly Message[] {
  const successor = storeBefore(journal, index)?.secret.displayName;
  const isKnown = journalEntry(journal, index).doneAt !== undefined;
  if (isKnown) {
    return [
      message("The removed client secret {0} cannot be brought back.", displayName),
      ...(successor === undefined ? [] : [message("The new client secret {0} stays.", successor)]),
    ];
  }
  return [
    successor === undefined
      ? message(
          "Whether the client secret {0} was removed is not known; if so, it cannot be brought back.",
          displayName,
        )
      : message(
          "Whether the client secret {0} was removed is not known; if so, it cannot be brought back, and the new one, {1}, stays. If not, the new one is removed.",
          displayName,
          successor,
        ),
  ];
}

function whatStays(journal: Journal): readonly Message[] {
  return journal.plan.steps.flatMap((step, index) => {
    const entry = journalEntry(journal, index);
    if (isUntouched(entry)) return [];
    if (step.kind === "storeSecret") return whatGoes(journal, index, step);
    if (step.kind === "removeSecret") return whatIsLost(journal, index, step);
    if (step.kind === "removeCertificate" && entry.made["entry"] === undefined) {
      return [message("The removed certificate {0} cannot be brought back.", step.displayName)];
    }
    if (step.kind === "deletePermanently") {
      return [message("What was deleted for good cannot be brought back.")];
    }
    const isNewPrincipal = entry.made["createdServicePrincipal"] === "yes";
    return isNewPrincipal
      ? [message("Its enterprise application stays; it allows nothing by itself.")]
      : [];
  });
}
