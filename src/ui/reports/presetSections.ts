import { message } from "../../base/message";
import type { Preset } from "../../core/registration/preset";
import type { ReportLanguage } from "./loginReport";

/**
 * What is left to do outside of the registration, and where guides say otherwise; as Markdown paragraphs.
 * @param signsIn whether mailboxes can be signed in from here with the registration
 */
export function afterwardsMarkdown(
  { followUps: all, notes }: Preset,
  { say }: ReportLanguage,
  signsIn: boolean,
): readonly string[] {
  const followUps = all.filter(({ needsSignIn }) => signsIn || needsSignIn !== true);
  return [
    ...(followUps.length === 0
      ? []
      : [
          `## ${say(message("What is left to do"))}`,
          followUps
            .map(({ text, url }, index) =>
              [`${index + 1}. ${say(text)}`, ...(url === undefined ? [] : [`<${url}>`])].join(" "),
            )
            .join("\n"),
        ]),
    ...(notes.length === 0
      ? []
      : [`## ${say(message("Good to know"))}`, notes.map((note) => `- ${say(note)}`).join("\n")]),
  ];
}
