import type { Context, Middleware, MiddlewareOptions } from "@microsoft/microsoft-graph-client";
import type { GraphAccess } from "../../../core/management/graphAccess";
import type { GraphCall } from "../../../core/ports";

export type GraphMethod = "GET" | "POST" | "PATCH" | "DELETE";

/** Requests at most per call, the first included; the answer to a claims challenge is one more. */
const maxRequests = 3;

/** What came back, read completely. */
export interface GraphAnswer {
  readonly status: number;
  readonly headers: Headers;
  /** Parsed JSON; undefined without a body. */
  readonly json: unknown;
}

/**
 * One call to Graph on its way through the middleware chain. The library hands it from link to link as a
 * middleware option and keeps only `Error`s of its own kind, so answer and cause travel in here.
 */
export class GraphExchange implements MiddlewareOptions {
  answer: GraphAnswer | undefined;
  /** What ended the exchange without an answer, as it was thrown. */
  failure: unknown;
  /** Requests that may still be sent: one count for the whole call, however often its links begin anew. */
  requestsLeft = maxRequests;

  constructor(
    /** In words, for the log: "list applications". */
    readonly operation: string,
    readonly method: GraphMethod,
    readonly call: GraphCall,
    readonly clientRequestId: string,
    /** What the sign-in must allow. Default: by the method. */
    readonly access: GraphAccess = method === "GET" ? "read" : "write",
  ) {}

  get changes(): boolean {
    return this.method !== "GET";
  }

  /** POST: sent twice it happens twice. PATCH: sent late it overwrites what came in between. */
  get mustNotRepeat(): boolean {
    return this.method === "POST" || this.method === "PATCH";
  }
}

/** @throws Error when a request was made without an exchange: a fault of the program */
export function exchangeOf(context: Context): GraphExchange {
  const found = context.middlewareControl?.getMiddlewareOptions(GraphExchange);
  if (!(found instanceof GraphExchange)) throw new Error("A Graph request without an exchange.");
  return found;
}

/** Very first link of the chain: keeps what was thrown below, before the library rewrites it. */
export class KeepFailure implements Middleware {
  private next: Middleware | undefined;

  setNext(next: Middleware): void {
    this.next = next;
  }

  async execute(context: Context): Promise<void> {
    try {
      await this.next?.execute(context);
    } catch (error) {
      exchangeOf(context).failure = error;
      throw error;
    }
  }
}
