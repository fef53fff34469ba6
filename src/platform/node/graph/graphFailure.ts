import type { ErrorFacts } from "../../../base/errors";
import { Failure, type FailureCode } from "../../../core/failure";
import { oneLine } from "../http/oneLine";
import { retryAfterSeconds } from "../http/retryAfter";
import type { GraphAnswer, GraphExchange } from "./graphExchange";

const codeByStatus: Readonly<Record<number, FailureCode>> = {
  401: "graph.unauthenticated",
  403: "graph.forbidden",
  404: "graph.notFound",
  409: "graph.conflict",
  429: "graph.throttled",
};

/** Which failure an answer without success is. A server error after a POST leaves open whether it happened. */
function codeFor(status: number, exchange: GraphExchange): FailureCode {
  if (status >= 500) return exchange.mustNotRepeat ? "graph.outcomeUnknown" : "graph.unavailable";
  return codeByStatus[status] ?? "graph.badRequest";
}

/** Failure for an answer with an error status. Error body: Graph "errors" reference. */
export function failureFromAnswer(
  answer: GraphAnswer,
  exchange: GraphExchange,
  now: Date,
): Failure {
  const error = member(answer.json, "error");
  const graphCode = text(member(error, "code"));
  const graphMessage = text(member(error, "message"));
  const retryAfter = retryAfterSeconds(answer.headers.get("retry-after"), now);
  const facts: ErrorFacts = {
    operation: exchange.operation,
    status: answer.status,
    graphCode,
    graphMessage,
    requestId:
      answer.headers.get("request-id") ?? text(member(member(error, "innerError"), "request-id")),
    clientRequestId: exchange.clientRequestId,
    ...(retryAfter === undefined ? {} : { retryAfterSeconds: retryAfter }),
    ...(answer.status === 401
      ? { wwwAuthenticate: answer.headers.get("www-authenticate")?.slice(0, 2000) }
      : {}),
  };
  const words = [graphCode, graphMessage].filter((part) => part !== undefined).join(": ");
  return new Failure(
    codeFor(answer.status, exchange),
    `${exchange.operation}: Graph answered ${answer.status}. ${words}`.trimEnd(),
    facts,
  );
}

/** Failure for an answer that is not what Graph sends. */
export function unexpectedAnswer(
  exchange: Pick<GraphExchange, "operation">,
  what: string,
  facts: ErrorFacts = {},
): Failure {
  return new Failure("graph.unexpectedAnswer", `${exchange.operation}: ${what}`, {
    operation: exchange.operation,
    ...facts,
  });
}

/** Failure for a write after which nothing tells whether it happened. */
export function outcomeUnknown(
  exchange: Pick<GraphExchange, "operation"> & Partial<Pick<GraphExchange, "clientRequestId">>,
  reason: string,
  cause: unknown,
): Failure {
  return new Failure(
    "graph.outcomeUnknown",
    `${exchange.operation}: sent, but no answer tells whether it happened (${reason}).`,
    { operation: exchange.operation, reason, clientRequestId: exchange.clientRequestId },
    { cause },
  );
}

function member(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null
    ? (value as Record<string, unknown>)[name]
    : undefined;
}

function text(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? oneLine(value, 500) : undefined;
}
