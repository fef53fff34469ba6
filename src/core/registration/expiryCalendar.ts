import type { Message } from "../../base/message";
import { message } from "../../base/message";
import type { WatchedCredential } from "./expiryReminder";

/** Days before the end on which the calendar reminds. */
const alarmDays: readonly number[] = [30, 7, 1];

/** Octets of a line without its end (RFC 5545, 3.1). */
const longestLine = 75;

/**
 * An iCalendar file (RFC 5545) with a whole-day event for the end of each secret and certificate. The same
 * credential has the same UID in every export, so that a calendar replaces its event instead of doubling it.
 * @param say puts a message into the reader's language, as plain text
 */
export function expiryCalendar(
  credentials: readonly WatchedCredential[],
  now: Date,
  say: (text: Message) => string,
): string {
  const lines = [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//Entra Mail//Expiry Calendar//EN",
    "CALSCALE:GREGORIAN",
    ...credentials.flatMap((credential) => event(credential, now, say)),
    "END:VCALENDAR",
  ];
  return lines.map((line) => `${fold(line)}\r\n`).join("");
}

const summaries = {
  secret: (name: string) => message("Client secret of {0} ends", name),
  certificate: (name: string) => message("Certificate of {0} ends", name),
} as const;

function event(
  { registration, what, keyId, displayName, endDateTime }: WatchedCredential,
  now: Date,
  say: (text: Message) => string,
): readonly string[] {
  const end = new Date(endDateTime);
  const summary = escapeText(say(summaries[what](registration.displayName)));
  const details = [
    message("Registration: {0}", registration.displayName),
    message("Application (client) ID: {0}", registration.appId),
    message("Description: {0}", displayName),
    message("Ends at {0} (UTC)", end.toISOString().slice(0, 16).replace("T", " ")),
    what === "secret"
      ? message("In Visual Studio Code run Entra Mail: Rotate Client Secret.")
      : message("In Visual Studio Code run Entra Mail: Create Certificate."),
  ];
  return [
    "BEGIN:VEVENT",
    `UID:${uidOf(registration.objectId, keyId)}`,
    `DTSTAMP:${utcTime(now)}`,
    `DTSTART;VALUE=DATE:${utcTime(end).slice(0, 8)}`,
    `SUMMARY:${summary}`,
    `DESCRIPTION:${escapeText(details.map(say).join("\n"))}`,
    "CLASS:PRIVATE",
    "TRANSP:TRANSPARENT",
    ...alarmDays.flatMap((days) => [
      "BEGIN:VALARM",
      "ACTION:DISPLAY",
      `DESCRIPTION:${summary}`,
      `TRIGGER:-P${days}D`,
      "END:VALARM",
    ]),
    "END:VEVENT",
  ];
}

/** Ids are GUIDs; anything else in them could end the line. */
function uidOf(objectId: string, keyId: string): string {
  return `${objectId}.${keyId}`.replaceAll(/[^A-Za-z0-9.-]/g, "-").concat("@entra-mail.invalid");
}

/** `20261203T140000Z` */
const utcTime = (date: Date): string =>
  `${date.toISOString().slice(0, 19).replaceAll(/[-:]/g, "")}Z`;

/** A TEXT value (3.3.11): four characters are escaped, other control characters may not stand there at all. */
function escapeText(text: string): string {
  return text
    .replaceAll(/\r\n?|[\u2028\u2029]/g, "\n")
    .replaceAll(/[\\;,]/g, String.raw`\$&`)
    .replaceAll("\n", String.raw`\n`)
    .replaceAll(/\p{Cc}/gu, " ");
}

/** Folds after at most 75 octets, never within a character; a following line begins with a space (3.1). */
function fold(line: string): string {
  let folded = "";
  let octets = 0;
  for (const character of line) {
    const size = utf8Length(character);
    if (octets + size > longestLine) {
      folded += "\r\n ";
      octets = 1;
    }
    folded += character;
    octets += size;
  }
  return folded;
}

/** Octets of one character in UTF-8 (RFC 3629). */
function utf8Length(character: string): number {
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x80) return 1;
  if (code < 0x800) return 2;
  return code < 0x10000 ? 3 : 4;
}
