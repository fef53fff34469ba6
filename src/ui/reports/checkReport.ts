import { type Message, message } from "../../base/message";
import type { Check } from "../../core/checks/check";
import type { Finding, FindingAction } from "../../core/diagnosis/finding";
import type { RegistrationSummary } from "../../core/registration/registration";
import { markdownCode } from "../text";

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
        ? [finding.actions.map((action) => `- ${say(wayOf(action))}${linkOf(action)}`).join("\n")]
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

/** A document has no buttons: a command is named as the palette lists it. */
function wayOf({ kind, title }: FindingAction): Message {
  return kind === "runCommand" ? message("Command palette: Entra Mail: {0}", title) : title;
}

/** A document has no buttons: the address stands behind what would open it. */
function linkOf(action: FindingAction): string {
  return action.kind === "openLink" ? `: ${markdownCode(action.url)}` : "";
}
