import { type Message, message } from "../../base/message";
import type { Check } from "../../core/checks/check";
import type { Finding } from "../../core/diagnosis/finding";
import type { RegistrationSummary } from "../../core/registration/registration";
import { markdownCode } from "../text";
import { actionWords } from "./actionWords";

/** What a problem means for the work, by its weight. */
export const severityWords: Readonly<Record<Finding["severity"], Message>> = {
  error: message("Will not work"),
  warning: message("Needs attention"),
  information: message("Good to know"),
};

/** The problems of a registration as a Markdown document. */
export function checkReportMarkdown(
  { displayName, appId }: RegistrationSummary,
  checks: readonly Check[],
  say: (message: Message) => string,
): string {
  const sections = checks.map(({ finding, fix }) =>
    [
      `## ${say(finding.title)}`,
      `**${say(severityWords[finding.severity])}.** ${say(finding.explanation)}`,
      ...(fix === undefined
        ? [finding.actions.map((action) => `- ${actionWords(action, say)}`).join("\n")]
        : [say(message("It can be mended from here: run Entra Mail: Check Registration."))]),
    ]
      .filter((paragraph) => paragraph !== "")
      .join("\n\n"),
  );
  return [
    `# ${say(message("Check of {0}", displayName))}`,
    `${say(message("Application (client) ID"))}: ${markdownCode(appId)}`,
    ...sections,
    "",
  ].join("\n\n");
}
