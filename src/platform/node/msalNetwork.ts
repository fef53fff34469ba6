import type { INetworkModule, NetworkRequestOptions, NetworkResponse } from "@azure/msal-node";
import { withTimeout } from "../../base/async";
import { isCodedError } from "../../base/errors";
import { Failure, isFailure } from "../../core/failure";
import type { Clock } from "../../core/time";
import { networkReason } from "./http/networkReason";
import { BodyTooLargeError, isJson, readBody } from "./http/readBody";
import { retryAfterSeconds } from "./http/retryAfter";
import type { OAuthErrorBody } from "./msal/oauthFailure";

export const requestTimeout = 30_000;
export const bodyLimit = 1024 * 1024;

type Answer = Readonly<Record<string, unknown>>;

/** Members that a success must have, by the last part of the path (RFC 6749 §5.1, RFC 8628 §3.2). */
const required: Readonly<Record<string, readonly string[]>> = {
  token: ["access_token"],
  devicecode: ["device_code", "user_code", "verification_uri"],
};

/**
 * MSAL's way to the identity platform: at most 30 s, no redirections, JSON of at most 1 MiB, and a success
 * only with what makes it one. MSAL keeps little of what went wrong, so the last error is kept here.
 * Serves one call at a time: {@link begin} comes first.
 */
export class MsalNetwork implements INetworkModule {
  /** Why the last request failed before there was an answer to judge. */
  failure: unknown;
  /** The last error answer. */
  errorBody: OAuthErrorBody | undefined;
  private signal: AbortSignal | undefined;
  /** Until when the platform asked not to be asked, in milliseconds since the epoch. MSAL forgets it. */
  private notBefore = 0;

  constructor(
    private readonly fetch: typeof globalThis.fetch,
    private readonly clock: Pick<Clock, "now">,
  ) {}

  begin(signal: AbortSignal | undefined): void {
    this.signal = signal;
    this.failure = undefined;
    this.errorBody = undefined;
  }

  sendGetRequestAsync<T>(
    url: string,
    options?: NetworkRequestOptions,
    timeout?: number,
  ): Promise<NetworkResponse<T>> {
    return this.send<T>(url, { method: "GET", ...withHeaders(options) }, timeout);
  }

  sendPostRequestAsync<T>(
    url: string,
    options?: NetworkRequestOptions,
  ): Promise<NetworkResponse<T>> {
    return this.send<T>(url, {
      method: "POST",
      body: options?.body ?? "",
      ...withHeaders(options),
    });
  }

  private async send<T>(
    url: string,
    init: RequestInit,
    timeout?: number,
  ): Promise<NetworkResponse<T>> {
    const limit = Math.min(timeout ?? requestTimeout, requestTimeout);
    this.failure = undefined;
    this.errorBody = undefined;
    try {
      this.keepSilence();
      const { response, text } = await withTimeout(limit, this.signal, async (signal) => {
        const answer = await this.fetch(url, { ...init, redirect: "manual", signal });
        return { response: answer, text: await readBody(answer, bodyLimit) };
      });
      const body = this.judge(new URL(url), response, text);
      return {
        status: response.status,
        headers: Object.fromEntries(response.headers),
        body: body as T,
      };
    } catch (error) {
      this.failure = explain(error);
      throw error;
    }
  }

  /** @throws Failure `oauth.unreachable` while an earlier `Retry-After` runs */
  private keepSilence(): void {
    const seconds = Math.ceil((this.notBefore - this.clock.now().getTime()) / 1000);
    if (seconds <= 0) return;
    throw new Failure("oauth.unreachable", `The identity platform asked to wait ${seconds} s.`, {
      reason: "throttled",
      retryAfterSeconds: seconds,
    });
  }

  /** Remembers how long to wait after a refusal, an hour at most. */
  private rememberWait(response: Response): number | undefined {
    if (response.status !== 429 && response.status < 500) return undefined;
    const now = this.clock.now();
    const seconds = retryAfterSeconds(response.headers.get("retry-after"), now);
    if (seconds !== undefined) this.notBefore = now.getTime() + Math.min(seconds, 3600) * 1000;
    return seconds;
  }

  private judge({ pathname }: URL, response: Response, text: string): Answer {
    const { status } = response;
    const retryAfter = this.rememberWait(response);
    const isOutage = status >= 500 || status === 429;
    const parsed = parse(response, text);
    // A gateway may answer in JSON of its own, where the protocol's errors are words
    const body = isOutage && typeof parsed?.["error"] !== "string" ? undefined : parsed;
    if (body === undefined) {
      if (!isOutage) {
        throw unexpected(`status ${status}, not JSON`, { status });
      }
      // A gateway's page. MSAL waits before it asks again when it is told so in the protocol's words.
      this.errorBody = {
        status,
        retryAfter,
        error: "temporarily_unavailable",
        error_description: `HTTP ${status}`,
      };
      return { ...this.errorBody };
    }
    const endpoint = pathname.slice(pathname.lastIndexOf("/") + 1);
    if (typeof body["error"] === "string") {
      this.errorBody = { ...(body as unknown as OAuthErrorBody), status, retryAfter };
      // MSAL takes an error of this endpoint for a code without digits, and polls with it.
      if (endpoint === "devicecode")
        throw unexpected(body["error"], { status, error: body["error"] });
      return body;
    }
    if (status < 200 || status >= 300) throw unexpected(`status ${status}`, { status });
    const missing = required[endpoint]?.find(
      (name) => typeof body[name] !== "string" || body[name] === "",
    );
    if (missing !== undefined) throw unexpected(`no ${missing}`, { status, property: missing });
    return body;
  }
}

function withHeaders(options: NetworkRequestOptions | undefined): RequestInit {
  return options?.headers === undefined ? {} : { headers: options.headers };
}

function parse(response: Response, text: string): Answer | undefined {
  if (!isJson(response.headers.get("content-type"))) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? (value as Answer) : undefined;
  } catch {
    return undefined;
  }
}

function unexpected(what: string, facts: Failure["facts"]): Failure {
  return new Failure(
    "oauth.unexpectedAnswer",
    `The identity platform's answer cannot be used: ${what}.`,
    facts,
  );
}

function explain(error: unknown): unknown {
  if (isCodedError(error, "cancelled") || isFailure(error)) return error;
  if (error instanceof BodyTooLargeError) return unexpected(error.message, { limit: error.limit });
  const reason = isCodedError(error, "timeout") ? "TIMEOUT" : networkReason(error).code;
  return new Failure(
    "oauth.unreachable",
    `No answer from the identity platform (${reason}).`,
    { reason },
    { cause: error },
  );
}
