import { isCancelled } from "../base/errors";
import { type Failure, type FailureCode, isFailure } from "../core/failure";
import type { GraphCall } from "../core/ports";
import type { Registration } from "../core/registration/registration";
import type { PlanRunParts } from "./planRun";
import { replicationLimitSeconds, waitSeconds } from "./replication";

/** Failures of a write after which it certainly did not happen. */
const refusals: ReadonlySet<FailureCode> = new Set<FailureCode>([
  "graph.unauthenticated",
  "graph.forbidden",
  "graph.notFound",
  "graph.conflict",
  "graph.badRequest",
  "graph.throttled",
  "graph.unreachable",
  "signIn.required",
  "signIn.preauthorizationMissing",
  "signIn.scopeMissing",
  "oauth.refused",
  "oauth.interactionRequired",
  "oauth.unreachable",
  "oauth.unexpectedAnswer",
  "oauth.timedOut",
  "input.invalid",
]);

/**
 * True when the write did not happen. A cancellation counts: once a write is sent, the directory reports
 * `graph.outcomeUnknown` in its place. Anything not known to be a refusal leaves the question open.
 */
export function certainlyNotDone(error: unknown): boolean {
  if (isCancelled(error)) return true;
  if (!isFailure(error)) return false;
  const status = Number(error.facts["status"]);
  return (
    refusals.has(error.code) ||
    (error.code === "graph.unexpectedAnswer" && status >= 400 && status < 500)
  );
}

/** A passing fault while looking: the next look may succeed. */
const passing: ReadonlySet<FailureCode> = new Set<FailureCode>([
  "graph.unavailable",
  "graph.unreachable",
  "graph.unexpectedAnswer",
  "graph.throttled",
]);

/** At least this long, so that a creation of long ago is looked for more than once. */
const shortestLookSeconds = 3;
const lookAfterSendingSeconds = 30;

/** When to stop looking for something that was sent at `sentAt`: it may become visible late. */
export function lookUntil(
  now: Date,
  sentAt: string | undefined,
  lagSeconds = replicationLimitSeconds,
): number {
  const sent = sentAt === undefined ? 0 : Date.parse(sentAt);
  return Math.max(now.getTime() + shortestLookSeconds * 1000, sent + lagSeconds * 1000);
}

/**
 * When to stop looking for a secret that was asked for at `sentAt`. Sooner than for a registration: one that
 * is missed is of no use to anybody, a second registration would be in the way.
 */
export function lookForSecretUntil(now: Date, sentAt: string | undefined): number {
  return lookUntil(now, sentAt, lookAfterSendingSeconds);
}

/** When to stop looking right after an answer was lost, while the person waits. */
export function lookBriefly(now: Date): number {
  return now.getTime() + lookAfterSendingSeconds * 1000;
}

/**
 * Looks for what an unanswered creation made, several times, because lookups lag behind.
 * @param until milliseconds since 1970
 * @returns the registrations with the tag, the oldest first; empty only when the last look succeeded
 * @throws Failure `graph.*` when it could not be looked; CancelledError
 */
export async function findMarked(
  { directory, clock }: Pick<PlanRunParts, "directory" | "clock">,
  tag: string | undefined,
  call: GraphCall,
  until: number,
): Promise<readonly Registration[]> {
  if (tag === undefined) return [];
  for (let tries = 0; ; tries += 1) {
    let trouble: Failure | undefined;
    try {
      const found = await directory.findByTag(tag, call);
      if (found.length > 0) return [...found].sort(byAge);
    } catch (error) {
      if (!isFailure(error) || !passing.has(error.code)) throw error;
      trouble = error;
    }
    const left = until - clock.now().getTime();
    if (left <= 0) {
      if (trouble !== undefined) throw trouble;
      return [];
    }
    const milliseconds = Math.min(waitSeconds(tries) * 1000, left);
    call.onWait?.(Math.ceil(milliseconds / 1000));
    await clock.delay(milliseconds, call.signal);
  }
}

function byAge(a: Registration, b: Registration): number {
  return (a.createdDateTime ?? "").localeCompare(b.createdDateTime ?? "");
}
