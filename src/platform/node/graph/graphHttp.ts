import type { Context, Middleware } from "@microsoft/microsoft-graph-client";
import { withTimeout } from "../../../base/async";
import { isCancelled, isCodedError } from "../../../base/errors";
import { Failure, isFailure } from "../../../core/failure";
import type { Log } from "../../../core/ports";
import { networkReason } from "../http/networkReason";
import { BodyTooLargeError, isJson, readBody } from "../http/readBody";
import { type GraphAnswer, type GraphExchange, exchangeOf } from "./graphExchange";
import { outcomeUnknown, unexpectedAnswer } from "./graphFailure";

export const requestTimeout = 30_000;
export const bodyLimit = 8 * 1024 * 1024;

/** Last link of the chain: sends one request to the Graph host and reads one whole answer, or says why not. */
export class GraphHttp implements Middleware {
  constructor(
    private readonly origin: string,
    private readonly fetch: typeof globalThis.fetch,
    private readonly log: Log,
  ) {}

  async execute(context: Context): Promise<void> {
    const exchange = exchangeOf(context);
    const url = String(context.request);
    // The token is in the headers by now: whatever the URL was made from, it goes to this host only.
    if (new URL(url).origin !== this.origin) {
      throw unexpectedAnswer(exchange, "a link leads away from Graph", { property: "url" });
    }
    const answer = await this.send(url, context.options ?? {}, exchange);
    exchange.answer = answer;
    context.response = new Response(null, { status: answer.status, headers: answer.headers });
  }

  private async send(
    url: string,
    init: RequestInit,
    exchange: GraphExchange,
  ): Promise<GraphAnswer> {
    let sent = false;
    try {
      const answer = await withTimeout(requestTimeout, exchange.call.signal, async (signal) => {
        sent = true;
        const response = await this.fetch(url, { ...init, redirect: "manual", signal });
        return await readAnswer(response, exchange);
      });
      this.log.debug(
        `Graph: ${exchange.operation}: ${answer.status}, request-id ${answer.headers.get("request-id") ?? "none"}`,
      );
      return answer;
    } catch (error) {
      throw explain(error, exchange, sent);
    }
  }
}

async function readAnswer(response: Response, exchange: GraphExchange): Promise<GraphAnswer> {
  const { headers, status } = response;
  if (status === 204) return { status, headers, json: undefined };
  const text = await readBody(response, bodyLimit);
  const mayBeEmpty = status >= 400 || exchange.method === "DELETE";
  if (text === "" && mayBeEmpty) return { status, headers, json: undefined };
  const facts = { status, requestId: headers.get("request-id") ?? undefined };
  if (status >= 300 && status < 400) {
    throw unexpectedAnswer(exchange, `a redirection (${status}) in place of an answer`, facts);
  }
  if (!isJson(headers.get("content-type"))) {
    // Gateways answer 429 and 5xx with a page of their own; the status says enough.
    if (status === 429 || status >= 500) return { status, headers, json: undefined };
    throw unexpectedAnswer(exchange, "an answer that is not JSON", {
      ...facts,
      contentType: headers.get("content-type")?.slice(0, 100),
    });
  }
  try {
    return { status, headers, json: JSON.parse(text) as unknown };
  } catch {
    throw unexpectedAnswer(exchange, "an answer that is not valid JSON", facts);
  }
}

/** A failure by its cause. What may have reached Graph and must not be repeated is of unknown outcome. */
function explain(error: unknown, exchange: GraphExchange, sent: boolean): unknown {
  const stopped = exchange.call.signal.aborted || isCancelled(error);
  if (stopped)
    return sent && exchange.mustNotRepeat ? outcomeUnknown(exchange, "cancelled", error) : error;
  if (error instanceof BodyTooLargeError) {
    error = unexpectedAnswer(exchange, error.message, { limit: error.limit });
  }
  if (isFailure(error)) {
    const status = Number(error.facts["status"] ?? 200);
    const refused = status >= 400 && status < 500;
    return exchange.mustNotRepeat && !refused
      ? outcomeUnknown(exchange, error.message, error)
      : error;
  }
  const { code, beforeSending } = isCodedError(error, "timeout")
    ? { code: "TIMEOUT", beforeSending: false }
    : networkReason(error);
  if (exchange.mustNotRepeat && !beforeSending) return outcomeUnknown(exchange, code, error);
  return new Failure(
    "graph.unreachable",
    `${exchange.operation}: no answer from Graph (${code}).`,
    { operation: exchange.operation, reason: code },
    { cause: error },
  );
}
