import { randomUUID } from "node:crypto";
import { Client, ResponseType } from "@microsoft/microsoft-graph-client";
import { SerialQueue, throwIfAborted, untilAborted } from "../../base/async";
import type { Cloud } from "../../core/cloud";
import type { GraphAccess } from "../../core/management/graphAccess";
import type { GraphCall, GraphTokenSource, Log } from "../../core/ports";
import type { Clock } from "../../core/time";
import { GraphAuthentication } from "./graph/graphAuthentication";
import {
  type GraphAnswer,
  GraphExchange,
  type GraphMethod,
  KeepFailure,
} from "./graph/graphExchange";
import { failureFromAnswer, unexpectedAnswer } from "./graph/graphFailure";
import { GraphHttp } from "./graph/graphHttp";
import { GraphRetry } from "./graph/graphRetry";

export interface GraphRequest {
  /** In words, for log and failures: "list applications". */
  readonly operation: string;
  readonly method: GraphMethod;
  /** What the sign-in must allow. Default: reading for GET, else writing registrations. */
  readonly access?: GraphAccess;
  /** Below the version (`/applications?…`), already encoded; or a whole link that Graph gave. */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

export interface GraphClientDeps {
  readonly tokens: GraphTokenSource;
  readonly log: Log;
  readonly clock: Clock;
  readonly fetch: typeof fetch;
}

/**
 * Microsoft Graph v1.0 of one cloud: the vendor's client with a middleware chain of our own. Its own chain
 * repeats POST after 503 and 504, never gives up waiting, and takes a web page for an answer.
 * Writes are sent one after another: Graph allows few of them, and answers 409 to parallel ones on one object.
 */
export class GraphClient {
  private readonly client: Client;
  private readonly origin: string;
  private readonly writes = new SerialQueue();

  constructor(
    cloud: Cloud,
    private readonly deps: GraphClientDeps,
  ) {
    this.origin = `https://${cloud.graphHost}`;
    this.client = Client.initWithMiddleware({
      baseUrl: `${this.origin}/`,
      defaultVersion: "v1.0",
      customHosts: new Set([new URL(this.origin).hostname]),
      middleware: [
        new KeepFailure(),
        new GraphAuthentication(deps.tokens),
        new GraphRetry(deps.clock),
        new GraphHttp(this.origin, deps.fetch, deps.log),
      ],
    });
  }

  /**
   * Sends one request and returns the parsed JSON of a successful answer; undefined for an empty one.
   * @throws Failure `graph.*` (facts: operation, status, graphCode, graphMessage, requestId,
   *   clientRequestId, retryAfterSeconds), `signIn.*`; CancelledError
   */
  async request(request: GraphRequest, call: GraphCall): Promise<unknown> {
    throwIfAborted(call.signal);
    const { operation, method, access } = request;
    const exchange = new GraphExchange(operation, method, call, randomUUID(), access);
    const run = (): Promise<GraphAnswer> => this.exchange(request, exchange);
    const answer = await (exchange.changes ? this.inTurn(run, call.signal) : run());
    if (answer.status < 200 || answer.status >= 300) {
      throw failureFromAnswer(answer, exchange, this.deps.clock.now());
    }
    return answer.json;
  }

  /** Checks that a page link leads to this Graph. @throws Failure `graph.unexpectedAnswer` */
  checkLink(link: string, operation: string): void {
    if (!URL.canParse(link) || new URL(link).origin !== this.origin) {
      throw unexpectedAnswer({ operation }, "a page link that leads away from Graph", {
        property: "@odata.nextLink",
      });
    }
  }

  /** Runs a write when those before it are done. Until its turn comes it can be cancelled at once. */
  private async inTurn<T>(write: () => Promise<T>, signal: AbortSignal): Promise<T> {
    let begun = false;
    const result = this.writes.run(() => {
      begun = true;
      return write();
    });
    try {
      return await untilAborted(result, signal);
    } catch (error) {
      if (begun) return await result;
      throw error;
    }
  }

  private async exchange(request: GraphRequest, exchange: GraphExchange): Promise<GraphAnswer> {
    throwIfAborted(exchange.call.signal);
    const prepared = this.client
      .api(request.path)
      .headers({ ...request.headers, "client-request-id": exchange.clientRequestId })
      .responseType(ResponseType.RAW)
      .middlewareOptions([exchange]);
    const send = {
      GET: () => prepared.get(),
      POST: () => prepared.post(request.body),
      PATCH: () => prepared.patch(request.body),
      DELETE: () => prepared.delete(),
    } satisfies Record<GraphMethod, () => Promise<unknown>>;
    try {
      await send[request.method]();
    } catch (error) {
      // The library turns every error into one of its own; ours are in the exchange.
      throw exchange.failure ?? error;
    }
    if (exchange.answer === undefined)
      throw new Error("The Graph client returned without an answer.");
    return exchange.answer;
  }
}
