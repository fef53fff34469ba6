import type { ErrorFacts } from "../../../base/errors";
import { Failure, type FailureCode } from "../../../core/failure";
import { oneLine } from "../http/oneLine";

/** Error answer of the identity platform (RFC 6749 §5.2 plus Entra's own members). */
export interface OAuthErrorBody {
  readonly status?: number;
  /** Seconds of a `Retry-After` header. */
  readonly retryAfter?: number | undefined;
  readonly error: string;
  readonly error_description?: string;
  readonly error_codes?: readonly number[];
  readonly suberror?: string;
  readonly claims?: string;
  readonly correlation_id?: string;
  readonly trace_id?: string;
}

/** A refused sign-in. `claims` answers a Conditional Access challenge; it is no fact, so it is never logged. */
export class OAuthFailure extends Failure {
  declare readonly claims: string | undefined;

  constructor(
    code: FailureCode,
    text: string,
    facts: ErrorFacts,
    claims: string | undefined,
    cause?: unknown,
  ) {
    super(code, text, facts, { cause });
    Object.defineProperty(this, "claims", { value: claims, enumerable: false });
  }
}

/** Which call was refused: it decides what the same error means. */
export type OAuthAttempt = "silent" | "signIn";

/** Errors after which a silent call cannot succeed any more, and a sign-in can (Entra "error handling"). */
const needsPerson = new Set([
  "invalid_grant",
  "interaction_required",
  "consent_required",
  "login_required",
  "bad_token",
]);

/** A device code nobody used in time (RFC 8628 §3.5); "pending" is the last word when MSAL stops asking. */
const tooLate = new Set(["expired_token", "code_expired", "authorization_pending"]);

/** Failure for an error answer of the identity platform. */
export function failureFromBody(
  body: OAuthErrorBody,
  attempt: OAuthAttempt,
  cause?: unknown,
): Failure {
  const description = oneLine(body.error_description ?? "", 1000);
  const facts: ErrorFacts = {
    error: body.error,
    aadsts: body.error_codes?.[0]?.toString() ?? /AADSTS(\d+)/.exec(description)?.[1],
    suberror: body.suberror === "" ? undefined : body.suberror,
    correlationId: body.correlation_id ?? /Correlation ID: ([0-9a-f-]{36})/i.exec(description)?.[1],
    traceId: body.trace_id ?? /Trace ID: ([0-9a-f-]{36})/i.exec(description)?.[1],
    description: description === "" ? undefined : description,
    ...(body.status === undefined ? {} : { status: body.status }),
    ...(body.retryAfter === undefined ? {} : { retryAfterSeconds: body.retryAfter }),
  };
  const text = `The identity platform answered ${body.error}. ${description}`.trimEnd();
  return new OAuthFailure(codeFor(body, attempt), text, facts, body.claims, cause);
}

function codeFor({ error, status }: OAuthErrorBody, attempt: OAuthAttempt): FailureCode {
  if (attempt === "silent" && needsPerson.has(error)) return "oauth.interactionRequired";
  if (tooLate.has(error)) return "oauth.timedOut";
  if (status !== undefined && (status >= 500 || status === 429)) return "oauth.unreachable";
  return "oauth.refused";
}

/** Codes of MSAL's own errors (msal-common and msal-node, `…ErrorCodes`) with a meaning of their own here. */
const codeOfMsalError: Readonly<Record<string, FailureCode>> = {
  no_tokens_found: "oauth.interactionRequired",
  refresh_token_expired: "oauth.interactionRequired",
  no_account_found: "oauth.interactionRequired",
  device_code_expired: "oauth.timedOut",
  user_timeout_reached: "oauth.timedOut",
  network_error: "oauth.unreachable",
  endpoints_resolution_error: "oauth.unreachable",
};

/** Failure for an error that MSAL made itself, without an answer of the identity platform behind it. */
export function failureFromMsal(error: unknown, attempt: OAuthAttempt): Failure {
  const { name, errorCode, errorMessage, subError, correlationId } = (
    typeof error === "object" && error !== null ? error : {}
  ) as Record<string, unknown>;
  // Without a request: MSAL itself refuses to ask again for a while after 429 or 5xx.
  const throttled = name === "ServerError";
  const told = typeof errorCode === "string" && errorCode !== "" ? errorCode : "unknown";
  const code = throttled ? "throttled" : told;
  const known = throttled ? "oauth.unreachable" : codeOfMsalError[code];
  const facts: ErrorFacts = {
    error: code,
    suberror: typeof subError === "string" && subError !== "" ? subError : undefined,
    correlationId: typeof correlationId === "string" ? correlationId : undefined,
    ...(known === "oauth.unreachable" ? { reason: code } : {}),
  };
  const text = typeof errorMessage === "string" ? oneLine(errorMessage, 1000) : "";
  const fallback =
    attempt === "silent" && needsPerson.has(code)
      ? "oauth.interactionRequired"
      : "oauth.unexpectedAnswer";
  return new OAuthFailure(
    known ?? fallback,
    `The sign-in library stopped with ${code}. ${text}`.trimEnd(),
    facts,
    undefined,
    error,
  );
}
