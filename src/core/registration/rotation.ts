import { type Message, message } from "../../base/message";
import { millisecondsPerDay } from "../time";
import { checkSecretLifetimeDays, defaultSecretLifetimeDays, secretLifetimesDays } from "./rules";
import type { Plan, PlanStep } from "./plan";
import type {
  ClientSecretFacts,
  PasswordCredentialDraft,
  RegistrationSummary,
} from "./registration";
import { planAbout } from "./planAbout";
import { isFullOfSecrets, removeStep, tooManySecrets } from "./secretPlans";

const longestLifetimeDays = Math.max(...secretLifetimesDays);

/** How long the old secret keeps working after the new one is proven, or stored where nothing can prove it. */
export type Grace =
  | { readonly kind: "after"; readonly milliseconds: number }
  /** The person removes it, or lets it end. */
  | { readonly kind: "byHand" };

export interface Rotation {
  readonly old: ClientSecretFacts;
  readonly secret: PasswordCredentialDraft;
  readonly grace: Grace;
  /** A token request of the app itself can tell whether the new secret works. */
  readonly provable: boolean;
  /** The proof needs an enterprise application, and there is none yet, or nobody could be asked. */
  readonly needsServicePrincipal: boolean;
  /** Removed before the new one is made, because there is no room for a third. May be the old one itself. */
  readonly removeFirst?: ClientSecretFacts | undefined;
}

/**
 * New secret, stored; proof; and only then the old one goes. Interrupted anywhere the old one still works, unless
 * the person chose to remove it first.
 * @throws Failure `input.invalid` (clientSecret.tooMany) when there is no room and nothing to remove first
 */
export function planRotation(registration: RegistrationSummary, rotation: Rotation): Plan {
  const { old, secret, grace, removeFirst } = rotation;
  const clientSecrets = registration.clientSecrets.filter(
    ({ keyId }) => keyId !== removeFirst?.keyId,
  );
  if (isFullOfSecrets({ ...registration, clientSecrets })) throw tooManySecrets();
  const steps: PlanStep[] = [];
  if (removeFirst !== undefined) steps.push(removeStep(removeFirst));
  steps.push({ kind: "storeSecret", secret });
  if (rotation.provable) {
    if (rotation.needsServicePrincipal) steps.push({ kind: "ensureServicePrincipal" });
    steps.push({ kind: "proveSecret" });
  }
  if (removeFirst?.keyId !== old.keyId && grace.kind === "after") {
    steps.push(removeStep(old, grace.milliseconds));
  }
  return planAbout(registration, "rotateSecret", steps, notesOf(rotation));
}

function notesOf({
  old,
  grace,
  removeFirst,
  provable,
  needsServicePrincipal,
}: Rotation): Message[] {
  const notes: Message[] = [];
  if (provable && needsServicePrincipal) {
    notes.push(
      message("The proof is a sign-in of the app itself, which needs its enterprise application"),
    );
  }
  if (!provable) {
    notes.push(
      message("The new secret cannot be proven here: no directory answers for this registration"),
    );
  }
  if (removeFirst?.keyId === old.keyId) {
    notes.push(message("The old secret goes first: programs stop until they have the new one"));
  } else if (grace.kind === "byHand") {
    notes.push(message("The old secret stays until you remove it, or until it ends"));
  }
  return notes;
}

/**
 * The lifetime of the new secret in days: that of the old where its beginning is known, else the usual one.
 * A longer one than may be asked for becomes the longest.
 */
export function lifetimeLike({ startDateTime, endDateTime }: ClientSecretFacts): number {
  if (startDateTime === undefined) return defaultSecretLifetimeDays;
  const days = Math.round(
    (Date.parse(endDateTime) - Date.parse(startDateTime)) / millisecondsPerDay,
  );
  if (isLifetime(days)) return days;
  return days > longestLifetimeDays ? longestLifetimeDays : defaultSecretLifetimeDays;
}

/** A secret that begins now. Whole seconds, because Graph may cut the fraction and the end is compared later. */
export function draftSecretUntil(displayName: string, end: Date): PasswordCredentialDraft {
  return { displayName: displayName.trim(), endDateTime: `${end.toISOString().slice(0, 19)}Z` };
}

/** The end of a lifetime that begins now. */
export function endAfterDays(now: Date, days: number): Date {
  return new Date(now.getTime() + days * millisecondsPerDay);
}

/** True when the days are a lifetime that a secret may have. */
export const isLifetime = (days: number): boolean => checkSecretLifetimeDays(days) === undefined;
