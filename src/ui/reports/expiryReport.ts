import { message, type Message } from "../../base/message";
import type { WatchedCredential } from "../../core/registration/expiryReminder";
import { credentialExpiryWords } from "../expiryWords";
import { dateWords } from "../moments";
import { markdownCode, plainText } from "../text";
import type { ReportLanguage } from "./loginReport";

export interface ExpiryFacts {
  /** Those that end first in front. */
  readonly credentials: readonly WatchedCredential[];
  readonly now: Date;
  readonly warningDays: number;
  /** The list was not loaded to its end, so that some may be missing. */
  readonly incomplete: boolean;
}

const kinds: Readonly<Record<WatchedCredential["what"], Message>> = {
  secret: message("client secret"),
  certificate: message("certificate"),
};

/** Which secrets and certificates end when, as a Markdown document; what to run is said in words. */
export function expiryReportMarkdown(facts: ExpiryFacts, language: ReportLanguage): string {
  const { credentials, warningDays, incomplete } = facts;
  const { say } = language;
  const of = (state: WatchedCredential["expiry"]["state"]): readonly WatchedCredential[] =>
    credentials.filter(({ expiry }) => expiry.state === state);
  const blocks = [
    `# ${say(message("Expiring secrets and certificates"))}`,
    section(message("Expired"), [...of("expired")].reverse(), language),
    section(message("Expiring within {0} days", warningDays), of("soon"), language),
    section(message("Later"), of("healthy"), language),
    credentials.length === 0
      ? say(message("No secret or certificate has been seen yet. Open the App Registrations view."))
      : say(
          message(
            "To replace a client secret run Entra Mail: Rotate Client Secret; for a certificate Entra Mail: Create Certificate. Entra Mail: Export Expiry Calendar puts all dates into a calendar.",
          ),
        ),
    incomplete && credentials.length > 0
      ? say(
          message(
            "This is what was seen so far. Registrations that were not listed yet are missing: load them in the App Registrations view.",
          ),
        )
      : "",
  ];
  return `${blocks.filter(Boolean).join("\n\n")}\n`;
}

function section(
  title: Message,
  credentials: readonly WatchedCredential[],
  { say, locale }: ReportLanguage,
): string {
  if (credentials.length === 0) return "";
  const header = [
    message("Expires"),
    message("Registration"),
    message("Kind"),
    message("Description"),
    message("State"),
  ].map(say);
  const rows = credentials.map(({ registration, what, displayName, keyId, endDateTime, expiry }) =>
    [
      dateWords(new Date(endDateTime), locale),
      markdownCode(registration.displayName),
      say(kinds[what]),
      markdownCode(plainText(displayName) === "" ? keyId : displayName),
      say(credentialExpiryWords(expiry, new Date(endDateTime), locale)),
    ].join(" | "),
  );
  return [
    `## ${say(title)}\n`,
    `| ${header.join(" | ")} |`,
    `|${" --- |".repeat(header.length)}`,
    ...rows.map((row) => `| ${row} |`),
  ].join("\n");
}
