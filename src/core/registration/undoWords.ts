import { type Message, message } from "../../base/message";
import { isUntouched, type Journal, journalEntry } from "./journal";

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

function whatStays(journal: Journal): readonly Message[] {
  return journal.plan.steps.flatMap((step, index) => {
    const entry = journalEntry(journal, index);
    if (isUntouched(entry)) return [];
    if (step.kind === "removeSecret") {
      return [message("The removed client secret {0} cannot be brought back.", step.displayName)];
    }
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
