import type { WatchedRegistration } from "../storedState";
import { type Iso8601, millisecondsPerDay } from "../time";
import { classifyExpiry, type Expiry } from "./expiry";

/** A secret or certificate of a watched registration. */
export interface WatchedCredential {
  readonly registration: WatchedRegistration;
  readonly what: "secret" | "certificate";
  readonly keyId: string;
  readonly displayName: string;
  readonly endDateTime: Iso8601;
  readonly expiry: Expiry;
}

/** All secrets and certificates, those that end first in front. */
export function watchedCredentials(
  watched: readonly WatchedRegistration[],
  now: Date,
  warningDays: number,
): readonly WatchedCredential[] {
  return watched
    .flatMap((registration) => {
      const read =
        (what: "secret" | "certificate") =>
        (facts: {
          keyId: string;
          displayName: string;
          endDateTime: Iso8601;
        }): WatchedCredential => ({
          registration,
          what,
          keyId: facts.keyId,
          displayName: facts.displayName,
          endDateTime: facts.endDateTime,
          expiry: classifyExpiry(now, facts.endDateTime, warningDays),
        });
      const { clientSecrets, certificates } = registration;
      return [...clientSecrets.map(read("secret")), ...certificates.map(read("certificate"))];
    })
    .sort((a, b) => Date.parse(a.endDateTime) - Date.parse(b.endDateTime));
}

/** Whoever let a credential end so long ago knows, or does not need it. */
const toldAfterEndDays = 30;

/**
 * What a reminder names: what ends within `warningDays`, and what ended of late where nothing else of the
 * registration works. The order is that of the ends.
 */
export function needReminder(
  watched: readonly WatchedRegistration[],
  now: Date,
  warningDays: number,
): readonly WatchedCredential[] {
  const all = watchedCredentials(watched, now, warningDays);
  const working = new Set(
    all.filter(({ expiry }) => expiry.state !== "expired").map((one) => one.registration),
  );
  return all.filter(({ expiry, registration, endDateTime }) => {
    if (expiry.state !== "expired") return expiry.state === "soon";
    const ago = now.getTime() - Date.parse(endDateTime);
    return !working.has(registration) && ago <= toldAfterEndDays * millisecondsPerDay;
  });
}

const twoDigits = (value: number): string => String(value).padStart(2, "0");

/** The day on the wall calendar where this editor runs, e.g. `2026-11-21`. */
export function localDay(date: Date): string {
  return `${date.getFullYear()}-${twoDigits(date.getMonth() + 1)}-${twoDigits(date.getDate())}`;
}
