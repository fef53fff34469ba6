import { type Message, message } from "../../base/message";
import type { Iso8601 } from "../time";
import type { CertificateFile } from "./certificatePort";

/** Files are read no further than this; a certificate has about 2 KB. */
export const largestCertificateFile = 64 * 1024;

/** What the picker offers, in months. */
export const certificateLifetimesMonths: readonly number[] = [6, 12, 24];
export const defaultCertificateLifetimeMonths = 12;

/** Graph "keyCredential": longer names are accepted but shortened. */
const nameLimit = 90;

/** AADSTS700027 names this minimum since 2026 (issue monkey365#183 quotes its text). */
const fewestRsaBits = 2048;

/** @returns undefined when the name of a certificate is fine */
export function checkCertificateName(name: string): Message | undefined {
  if (name.trim() === "") return message("Give the certificate a name.");
  if (/[\p{Cc}\p{Cf}]/u.test(name)) {
    return message("A name cannot hold control or invisible characters.");
  }
  return name.length > nameLimit
    ? message("At most {0} characters; this has {1}.", nameLimit, name.length)
    : undefined;
}

/**
 * Why a certificate cannot prove an app; undefined when it can. Microsoft documents assertions signed by RSA only
 * (PS256, RS256), so other keys are refused here, before they fail at the first sign-in.
 */
export function checkCertificateFile(
  { draft, keyType, keyBits }: CertificateFile,
  now: Date,
): Message | undefined {
  if (keyType !== "rsa") {
    return message(
      "The key of this certificate is of the kind {0}. Microsoft's sign-in documents RSA keys only.",
      keyType,
    );
  }
  if (keyBits === undefined || keyBits < fewestRsaBits) {
    return message(
      "The RSA key of this certificate has {0} bits. Microsoft asks for at least {1}.",
      keyBits ?? 0,
      fewestRsaBits,
    );
  }
  return Date.parse(draft.endDateTime) <= now.getTime()
    ? message("This certificate has ended. Make or choose a newer one.")
    : undefined;
}

/**
 * The end that lies so many calendar months after the start; on the last of the month where that month is shorter.
 * In UTC, whole seconds.
 */
export function endAfterMonths(start: Date, months: number): Iso8601 {
  const end = new Date(start);
  end.setUTCMonth(start.getUTCMonth() + months);
  if (end.getUTCDate() !== start.getUTCDate()) end.setUTCDate(0);
  return wholeSeconds(end);
}

/** Certificates know no fraction of a second. */
export function wholeSeconds(date: Date): Iso8601 {
  return `${date.toISOString().slice(0, 19)}Z`;
}
