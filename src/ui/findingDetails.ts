import type { Message } from "../base/message";
import type { Finding } from "../core/diagnosis/finding";
import { plainText } from "./text";

/** A finding as plain text for the clipboard: the words first, codes and server texts last. */
export function findingDetails(finding: Finding, words: (message: Message) => string): string {
  const evidence = finding.evidence.map(({ label, text }) => `${words(label)}: ${plainText(text)}`);
  return [words(finding.title), words(finding.explanation), "", ...evidence, finding.id].join("\n");
}
