import { type Message, message } from "../../base/message";
import type { FindingInText, TextDiagnosis } from "../../core/diagnosis/pasted/diagnoseText";
import { fillIn } from "../../core/diagnosis/pasted/placeholders";
import { markdownCode } from "../text";
import { actionWords } from "./actionWords";
import { severityWords } from "./checkReport";

type Say = (message: Message) => string;

/** More lines than these are only counted. */
const mostLines = 5;

/** What is said where a text holds a credential; nothing of it is shown. */
const secretWords = message(
  "The text holds what looks like a token, code or secret. It was cut out, is not shown here and is not kept. If it was also pasted into a chat or a ticket, revoke it: rotate the client secret, or end the sign-ins of the account.",
);

/**
 * What a pasted text means, as a Markdown document.
 * @param name where the text came from
 */
export function diagnosisMarkdown(name: string, diagnosis: TextDiagnosis, say: Say): string {
  const { findings, holdsSecret, cut } = diagnosis;
  const blocks = [
    `# ${say(message("Diagnosis of {0}", name))}`,
    say(message("The text was read on this computer. Nothing was sent, and the text is not kept.")),
    ...(holdsSecret ? [`**${say(secretWords)}**`] : []),
    ...(cut
      ? [
          say(
            message(
              "The text is longer than 256 KB, so only its end was read. Select the part that matters to have it read.",
            ),
          ),
        ]
      : []),
    ...(findings.length > 1
      ? [
          say(
            message(
              "{0} errors were found. They stand in the order in which a login comes about: mend the first one, then try again, because the others may come from it.",
              findings.length,
            ),
          ),
        ]
      : []),
    ...findings.map((found) => section(found, say)),
  ];
  return `${blocks.join("\n\n")}\n`;
}

function section({ finding, causes, lines }: FindingInText, say: Say): string {
  const { title, severity, explanation, actions, evidence, id } = finding;
  const quotes = evidence.map(({ label, text }) => `- ${say(label)}: ${markdownCode(text)}`);
  return [
    `## ${say(title)}`,
    `**${say(severityWords[severity])}.** ${say(explanation)}`,
    numbered(causes, say),
    actions.map((action) => `→ ${actionWords(action, say)}`).join("  \n"),
    [...quotes, ...whereOf(lines, say), `- ${say(message("Finding"))}: ${markdownCode(id)}`].join(
      "\n",
    ),
  ]
    .filter(Boolean)
    .join("\n\n");
}

function numbered(causes: FindingInText["causes"], say: Say): string {
  const rows = causes.map(({ words, actions }, at) => {
    const ways = actions.map((action) => `   → ${actionWords(action, say)}`);
    return [`${at + 1}. ${say(words)}`, ...ways].join("  \n");
  });
  const fill = fillIn(causes.flatMap(({ actions }) => actions));
  return [...rows, ...(fill === undefined ? [] : [`\n${say(fill)}`])].join("\n");
}

function whereOf(lines: readonly number[], say: Say): readonly string[] {
  const shown = lines.slice(0, mostLines).join(", ");
  if (lines.length === 0) return [];
  const more = lines.length - mostLines;
  return [
    `- ${say(more > 0 ? message("Lines: {0} and {1} more", shown, more) : message("Lines: {0}", shown))}`,
  ];
}
