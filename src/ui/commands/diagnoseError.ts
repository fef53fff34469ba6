import { type Message, message } from "../../base/message";
import type { TextDiagnosis } from "../../core/diagnosis/pasted/diagnoseText";
import type { Command } from "../command";
import { markdownWords } from "../localize";
import type { Ui } from "../parts";
import { askErrorText } from "../prompts/errorText";
import { diagnosisMarkdown } from "../reports/diagnosisReport";

/** Says what an error of another program means. Needs no sign-in and no network, and keeps nothing of the text. */
export const diagnoseError: Command = {
  id: "entraMail.diagnoseError",
  about: "mailbox",
  signIn: "entraMail.signInMailbox",
  run: async (ui, target) => {
    const { name, text } = await askErrorText(target);
    const { diagnoseText } = await import("../../core/diagnosis/onDemand");
    const diagnosis = diagnoseText(text, {
      cloud: ui.settings.cloud,
      now: ui.clock.now(),
      redactKnown: ui.redactKnown,
    });
    await ui.documents.show("diagnosis", name, diagnosisMarkdown(name, diagnosis, markdownWords));
    tell(ui, diagnosis);
  },
};

/** A report has no buttons: the first finding with what can be done about it. */
function tell({ notifier }: Ui, diagnosis: TextDiagnosis): void {
  const [first] = diagnosis.findings;
  const note = noteOf(diagnosis);
  if (first !== undefined) notifier.finding(first.finding, note === undefined ? {} : { note });
}

function noteOf({ findings, holdsSecret }: TextDiagnosis): Message | undefined {
  if (holdsSecret) {
    return message(
      "The text holds what looks like a token or secret, which is not shown. Revoke it if it was pasted elsewhere, too.",
    );
  }
  return findings.length > 1
    ? message("The report explains {0} more.", findings.length - 1)
    : undefined;
}
