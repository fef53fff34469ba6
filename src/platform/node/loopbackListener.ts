import { createHash, timingSafeEqual } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { untilAborted } from "../../base/async";
import { Failure } from "../../core/failure";
import type { Clock } from "../../core/time";
import { answerPage, type AnswerPageWords, securityHeaders } from "./msal/answerPage";
import { listenOnLoopback, type LoopbackServers } from "./msal/listenOnLoopback";
import { readLoopbackRequest } from "./msal/loopbackRequest";
import { type LoopbackAddress, loopbackUri } from "./msal/loopbackUri";
import { failureFromBody } from "./msal/oauthFailure";

/** The answer of the sign-in page to one login. */
export interface AuthorizationAnswer {
  readonly code: string;
  readonly clientInfo: string | undefined;
}

export interface LoopbackListenerOptions {
  readonly address: LoopbackAddress;
  /** Random, at least 128 bit: what tells the one right answer from all others. */
  readonly state: string;
  /** Host that `iss` must name where the answer holds one (RFC 9207); undefined = not checked. */
  readonly issuerHost: string | undefined;
  readonly pages: Readonly<Record<"success" | "failure" | "refused", AnswerPageWords>>;
}

const timeLimit = 5 * 60_000;

/**
 * Receives the answer of a sign-in page on this computer (RFC 8252 §7.3, RFC 9700 §4). Any web page and any
 * program can send requests here: only an answer with the right state counts, and nothing else ends the login.
 */
export class LoopbackListener {
  private answered = false;
  private resolve: (answer: AuthorizationAnswer) => void = () => undefined;
  private reject: (reason: unknown) => void = () => undefined;
  private readonly answer: Promise<AuthorizationAnswer>;
  private servers: LoopbackServers | undefined;

  private constructor(private readonly options: LoopbackListenerOptions) {
    this.answer = new Promise((resolve, reject) => {
      this.resolve = resolve;
      this.reject = reject;
    });
    this.answer.catch(() => undefined);
  }

  /** @throws Failure `oauth.unreachable` when this computer offers no port */
  static async open(options: LoopbackListenerOptions): Promise<LoopbackListener> {
    const listener = new LoopbackListener(options);
    listener.servers = await listenOnLoopback(options.address.host, (request, response) => {
      listener.serve(request, response).catch(() => response.destroy());
    });
    return listener;
  }

  /** The redirect URI to send, with the port. */
  get redirectUri(): string {
    return loopbackUri(this.options.address, this.port);
  }

  get port(): number {
    return this.servers?.port ?? 0;
  }

  /** @throws Failure `oauth.refused` by the page's error, `oauth.timedOut` after five minutes; CancelledError */
  async wait(signal: AbortSignal, clock: Pick<Clock, "delay">): Promise<AuthorizationAnswer> {
    const stop = new AbortController();
    const late = clock.delay(timeLimit, stop.signal).then(() => {
      throw new Failure("oauth.timedOut", "Nobody finished the sign-in within five minutes.");
    });
    late.catch(() => undefined);
    try {
      return await untilAborted(Promise.race([this.answer, late]), signal);
    } finally {
      stop.abort();
    }
  }

  close(): void {
    this.answered = true;
    this.servers?.close();
  }

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { address, pages } = this.options;
    const read = await readLoopbackRequest(request, {
      host: `${address.host}:${this.port}`,
      path: address.path,
    });
    if (!(read instanceof URLSearchParams))
      return this.send(request, response, read.refuse, pages.refused);
    if (this.answered || !this.accepts(read))
      return this.send(request, response, 400, pages.refused);
    const code = only(read, "code");
    const error = only(read, "error");
    if ((code === undefined) === (error === undefined)) {
      return this.send(request, response, 400, pages.refused);
    }
    this.answered = true;
    this.send(request, response, 200, code === undefined ? pages.failure : pages.success);
    if (code !== undefined) this.resolve({ code, clientInfo: only(read, "client_info") });
    else this.reject(failureFromBody(errorBody(read, error ?? ""), "signIn"));
  }

  /** Whether this is the answer to this login, by the right state and, where told, the right issuer. */
  private accepts(read: URLSearchParams): boolean {
    const state = only(read, "state");
    if (state === undefined || !equalInConstantTime(state, this.options.state)) return false;
    const { issuerHost } = this.options;
    const issuer = read.get("iss");
    if (issuerHost === undefined || issuer === null) return true;
    return URL.canParse(issuer) && new URL(issuer).host === issuerHost;
  }

  private send(
    request: IncomingMessage,
    response: ServerResponse,
    status: number,
    words: AnswerPageWords,
  ): void {
    const headers = { ...securityHeaders, "content-type": "text/html; charset=utf-8" };
    response.writeHead(status, status === 405 ? { ...headers, allow: "GET, POST" } : headers);
    // What was not read yet is not wanted: without this a long body would be taken in to its end.
    response.end(answerPage(words), () => {
      if (!request.complete) request.socket.destroySoon();
    });
  }
}

/** The one value of a parameter; undefined when it is missing, empty or given twice (RFC 6749 §3.1). */
function only(parameters: URLSearchParams, name: string): string | undefined {
  const values = parameters.getAll(name);
  return values.length === 1 && values[0] !== "" ? values[0] : undefined;
}

function equalInConstantTime(one: string, other: string): boolean {
  return timingSafeEqual(digest(one), digest(other));
}

/** Brings texts to one length, which the comparison needs. */
function digest(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}

function errorBody(read: URLSearchParams, error: string): Parameters<typeof failureFromBody>[0] {
  const suberror = read.get("error_subcode") ?? read.get("suberror");
  return {
    error: error.slice(0, 200),
    error_description: read.get("error_description") ?? "",
    ...(suberror === null ? {} : { suberror }),
  };
}
