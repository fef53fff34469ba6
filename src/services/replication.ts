import { isCodedError } from "../base/errors";
import { isFailure } from "../core/failure";
import type { Clock } from "../core/time";

/** Waits between tries, the last repeated: what is new becomes known everywhere within minutes. */
const replicationWaitsSeconds: readonly number[] = [1, 2, 4, 8, 15];
/** After this long the directory is not slow any more, the object is missing. */
export const replicationLimitSeconds = 120;

/** Answers Graph gives about an object that it made itself seconds ago. Seen by terraform-provider-azuread and Azure CLI. */
const replicationGraphCodes = new Set(["NoBackingApplicationObject", "MsaAppDoesNotExist"]);

export interface ReplicationWait {
  readonly clock: Clock;
  readonly signal: AbortSignal;
  /** Told before each wait. */
  readonly onWait: (seconds: number) => void;
  /** How long to wait at most; {@link replicationLimitSeconds} where nothing is said. */
  readonly limitSeconds?: number;
}

/** 404 and 409 right after a creation: another copy of the directory was asked. Nothing was changed. */
export function isReplicationDelay(error: unknown): boolean {
  if (isFailure(error, "graph.notFound") || isFailure(error, "graph.conflict")) return true;
  return (
    isCodedError(error, "graph.badRequest") &&
    replicationGraphCodes.has(String(error.facts["graphCode"]))
  );
}

/**
 * Repeats `work` while the directory does not know the object yet.
 * @throws the last error when the time is over; any other error at once
 */
export async function untilReplicated<T>(
  work: () => Promise<T>,
  { clock, signal, onWait, limitSeconds = replicationLimitSeconds }: ReplicationWait,
): Promise<T> {
  const end = clock.now().getTime() + limitSeconds * 1000;
  for (let tries = 0; ; tries += 1) {
    try {
      return await work();
    } catch (error) {
      const left = Math.floor((end - clock.now().getTime()) / 1000);
      if (!isReplicationDelay(error) || left <= 0) throw error;
      const seconds = Math.min(waitSeconds(tries), left);
      onWait(seconds);
      await clock.delay(seconds * 1000, signal);
    }
  }
}

/** Seconds to wait after the given number of earlier waits. */
export function waitSeconds(tries: number): number {
  return replicationWaitsSeconds[tries] ?? replicationWaitsSeconds.at(-1) ?? 1;
}
