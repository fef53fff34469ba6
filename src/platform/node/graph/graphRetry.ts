import type { Context, Middleware } from "@microsoft/microsoft-graph-client";
import { isFailure } from "../../../core/failure";
import type { Clock } from "../../../core/time";
import { retryAfterSeconds } from "../http/retryAfter";
import { type GraphExchange, exchangeOf } from "./graphExchange";

/** Longest wait that is worth a person's time; a longer one is reported instead. */
const longestWaitSeconds = 60;

/** Statuses after which the request may be sent again. 429 = not processed (Graph "throttling"). */
const retriedReads: readonly number[] = [429, 502, 503, 504];
const retriedWrites: readonly number[] = [429];

/** Connections that ended without an answer: a kept-alive one closed by the far end, mostly. */
const retriedReasons = new Set(["ECONNRESET", "EPIPE", "UND_ERR_SOCKET"]);

/** Middle link of the chain: waits as Graph asks and sends again what may be sent again. */
export class GraphRetry implements Middleware {
  private next: Middleware | undefined;

  constructor(private readonly clock: Clock) {}

  setNext(next: Middleware): void {
    this.next = next;
  }

  async execute(context: Context): Promise<void> {
    const exchange = exchangeOf(context);
    for (let request = 1; ; request++) {
      const wait = await this.attempt(context, exchange, request);
      if (wait === undefined) return;
      exchange.call.onWait?.(wait);
      await this.clock.delay(wait * 1000, exchange.call.signal);
    }
  }

  /** @returns seconds to wait before sending again; undefined when the answer stands */
  private async attempt(
    context: Context,
    exchange: GraphExchange,
    request: number,
  ): Promise<number | undefined> {
    const backoff = 2 ** (request - 1);
    exchange.requestsLeft--;
    try {
      await this.next?.execute(context);
    } catch (error) {
      const again =
        !exchange.changes &&
        exchange.requestsLeft > 0 &&
        isFailure(error, "graph.unreachable") &&
        retriedReasons.has(String(error.facts["reason"]));
      if (again) return backoff;
      throw error;
    }
    const { answer } = exchange;
    if (answer === undefined || exchange.requestsLeft <= 0) return undefined;
    const retried = exchange.changes ? retriedWrites : retriedReads;
    if (!retried.includes(answer.status)) return undefined;
    const asked = retryAfterSeconds(answer.headers.get("retry-after"), this.clock.now());
    // A date in the past would send all tries within a moment.
    const wait = Math.max(1, asked ?? backoff);
    return wait > longestWaitSeconds ? undefined : wait;
  }
}
