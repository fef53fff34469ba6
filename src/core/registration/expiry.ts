import { type Iso8601, millisecondsPerDay } from "../time";
import type { RegistrationSummary } from "./registration";

export interface Expiry {
  readonly state: "expired" | "soon" | "healthy";
  /** Whole days left, 0 = less than one; negative = whole days ago. */
  readonly days: number;
}

/** `expired` from the end itself on, `soon` from `warningDays` days before it. */
export function classifyExpiry(now: Date, end: Iso8601, warningDays: number): Expiry {
  const left = Date.parse(end) - now.getTime();
  // `+ 0` turns the -0 of the first hours after the end into 0
  const days = Math.trunc(left / millisecondsPerDay) + 0;
  if (left <= 0) return { state: "expired", days };
  return { state: left <= warningDays * millisecondsPerDay ? "soon" : "healthy", days };
}

interface CredentialExpiry {
  readonly expiry: Expiry;
  readonly what: "secret" | "certificate";
  readonly keyId: string;
}

function expiries(
  { clientSecrets, certificates }: RegistrationSummary,
  now: Date,
  warningDays: number,
): CredentialExpiry[] {
  const read =
    (what: "secret" | "certificate") =>
    ({ keyId, endDateTime }: { keyId: string; endDateTime: Iso8601 }): CredentialExpiry => ({
      expiry: classifyExpiry(now, endDateTime, warningDays),
      what,
      keyId,
    });
  return [...clientSecrets.map(read("secret")), ...certificates.map(read("certificate"))];
}

/**
 * What will stop working next decides, and what has stopped only where nothing else works: an old secret
 * that ended after its successor was made must not hide the successor's end, nor alarm.
 */
const urgency: Readonly<Record<Expiry["state"], number>> = { soon: 0, healthy: 1, expired: 2 };

/** The credential that decides about the row of a registration; undefined when there is none. */
export function worstExpiry(
  summary: RegistrationSummary,
  now: Date,
  warningDays: number,
): CredentialExpiry | undefined {
  return expiries(summary, now, warningDays).sort(
    (a, b) =>
      urgency[a.expiry.state] - urgency[b.expiry.state] ||
      // Of the ended ones the last to end, of the others the first
      (a.expiry.state === "expired"
        ? b.expiry.days - a.expiry.days
        : a.expiry.days - b.expiry.days),
  )[0];
}
