import { delay, withTimeout } from "../../../base/async";
import { isCodedError } from "../../../base/errors";
import type { TokenAnswer } from "../../../core/tokenCommand/answer";
import type { RefusalId } from "../../../core/tokenCommand/refusals";
import type { TokenRequest } from "../../../core/tokenCommand/request";
import type { WindowRecord } from "../../../core/tokenCommand/windowRecord";
import { type Reply, askWindow } from "./askWindow";

/** Refusals after which another window may know better: its state is newer, its version is, or it is not about to go. */
const mayDiffer: ReadonlySet<RefusalId> = new Set([
  "notListed",
  "misunderstood",
  "wrongBearer",
  "storeSilent",
]);

export interface Patience {
  /** Milliseconds for everything. */
  readonly limit: number;
  /** Milliseconds after which the next window is asked as well: one that hangs keeps nobody waiting. */
  readonly perWindow: number;
}

/** Asks the windows, the newest first, until one has an answer. */
export async function askWindows(
  records: readonly WindowRecord[],
  request: TokenRequest,
  { limit, perWindow }: Patience,
): Promise<TokenAnswer> {
  // Windows that are still asked need not answer any more
  const enough = new AbortController();
  try {
    return await withTimeout(limit, undefined, (signal) =>
      askInTurn(records, request, perWindow, AbortSignal.any([signal, enough.signal])),
    );
  } catch (error) {
    if (isCodedError(error, "timeout")) return refused("timeout");
    throw error;
  } finally {
    enough.abort();
  }
}

async function askInTurn(
  records: readonly WindowRecord[],
  request: TokenRequest,
  perWindow: number,
  signal: AbortSignal,
): Promise<TokenAnswer> {
  const left = [...records];
  const running = new Set<Promise<Reply>>();
  let worst: TokenAnswer = refused("noEditor");
  for (;;) {
    const next = left.shift();
    if (next !== undefined) running.add(askWindow(next, request, signal));
    if (running.size === 0) return worst;
    const first = await firstOf(running, left.length > 0 ? delay(perWindow, signal) : undefined);
    if (first === undefined) continue;
    running.delete(first.asked);
    const { reply } = first;
    if (reply.kind === "token") return reply;
    if (reply.kind === "refused" && !mayDiffer.has(reply.refusal)) return reply;
    if (reply.kind === "refused") worst = reply;
    else if (reply.kind === "closed" && isNobody(worst)) worst = refused("closed");
  }
}

/** The reply that comes first; undefined when the pause ends before. */
function firstOf(
  running: ReadonlySet<Promise<Reply>>,
  pause: Promise<void> | undefined,
): Promise<{ readonly asked: Promise<Reply>; readonly reply: Reply } | undefined> {
  const replies = [...running].map(async (asked) => ({ asked, reply: await asked }));
  const ended = pause?.then(() => undefined);
  return Promise.race(ended === undefined ? replies : [...replies, ended]);
}

function isNobody(answer: TokenAnswer): boolean {
  return answer.kind === "refused" && answer.refusal === "noEditor";
}

function refused(refusal: RefusalId): TokenAnswer {
  return { kind: "refused", refusal };
}
