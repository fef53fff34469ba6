import { randomUUID } from "node:crypto";
import type { HttpHandler, HttpRequest, HttpResponse } from "../http";
import type { VerifyToken } from "../identity/accessTokens";
import type { World } from "../model";
import { respond, type Wire, wireOf } from "./answer";
import { callerOf, requirePermission } from "./caller";
import { badRequest, GraphError, malformed, NotInSandbox } from "./errors";
import type { Call, Operation } from "./operation";
import { readQueryOptions } from "./query/queryOptions";
import { routeOf } from "./route";
import { loadSlice } from "./schema/slice";
import { createValidator, type Validator, type Violation } from "./schema/validator";

export interface GraphOptions {
  /** Told loudly what the sandbox lacks and where it breaks its own description. */
  readonly log?: (text: string) => void;
}

function readBody(request: HttpRequest, operation: Operation): Call["body"] {
  if (
    operation.body === undefined ||
    (operation.body === "optional" && request.body.length === 0)
  ) {
    return {};
  }
  if (request.body.length === 0) {
    throw malformed("Empty Payload. JSON content expected.");
  }
  const isJson = /^application\/json\b/i.test(request.headers["content-type"] ?? "");
  let body: unknown;
  try {
    body = isJson ? JSON.parse(request.body.toString("utf8")) : undefined;
  } catch {
    body = undefined;
  }
  if (typeof body !== "object" || body === null || Array.isArray(body)) {
    throw malformed(
      "Unable to read JSON request payload. Please ensure Content-Type header is set and payload is of valid JSON format.",
    );
  }
  return operation.normalise?.(body as Call["body"]) ?? (body as Call["body"]);
}

function checkQuery(
  validator: Validator | undefined,
  operation: Operation,
  parameters: URLSearchParams,
): void {
  const names = [...parameters.keys()].map((name) => name.toLowerCase());
  if (names.includes("$expand")) {
    throw new NotInSandbox(`$expand on ${operation.method} ${operation.path}`);
  }
  const foreign =
    operation.undescribed === undefined
      ? validator?.query(operation.method, operation.path, names)
      : undefined;
  if (foreign !== undefined) {
    throw malformed(`The query parameter '${foreign}' is not supported.`);
  }
}

function checkBody(
  validator: Validator | undefined,
  operation: Operation,
  body: Call["body"],
): void {
  if (operation.body === undefined) {
    return;
  }
  const violation = validator?.requestBody(operation.method, operation.path, body);
  if (violation !== undefined) {
    throw badRequest(violation.text);
  }
}

function checkAnswer(
  validator: Validator | undefined,
  { method, path, status, undescribed }: Operation,
  body: Readonly<Record<string, unknown>>,
): Violation | undefined {
  if (undescribed === undefined) return validator?.response(method, path, status, body);
  const { value = [body] } = body as { readonly value?: readonly unknown[] };
  return value
    .map((item) => validator?.entity(undescribed, item))
    .find((violation) => violation !== undefined);
}

/** Answers of the sandbox that break the description: its own defect, never the client's. */
class Defect extends Error {}

/**
 * Microsoft Graph v1.0, as far as {@link operations} go. Every request and answer is held against Microsoft's
 * API description where that lies beside the repository.
 * @param now milliseconds since the epoch, by the sandbox's clock.
 */
export function graphRoutes(
  world: World,
  verify: VerifyToken,
  now: () => number = Date.now,
  options: GraphOptions = {},
): HttpHandler {
  const log = options.log ?? ((text: string): void => console.error(text));
  const slice = loadSlice(log);
  const validator = slice === undefined ? undefined : createValidator(slice);

  function perform(request: HttpRequest): { readonly status: number; readonly wire: Wire } {
    const caller = callerOf(world, request, verify, now());
    const { operation, keys, requested } = routeOf(request, slice);
    requirePermission(caller, operation.permissions, operation.sharedPermissions);
    const parameters = request.url.searchParams;
    checkQuery(validator, operation, parameters);
    const query = readQueryOptions(parameters, request.headers["consistencylevel"]);
    const body = readBody(request, operation);
    checkBody(validator, operation, body);
    const root = `https://${request.url.host}/v1.0`;
    const call: Call = { world, caller, keys, query, body, now: now(), root, log };
    const wire = wireOf(call, operation.run(call), operation, requested, parameters);
    const violation =
      wire.json === undefined ? undefined : checkAnswer(validator, operation, wire.json);
    if (violation !== undefined) {
      throw new Defect(`answer to ${operation.method} ${operation.path}: ${violation.text}`);
    }
    return { status: operation.status, wire };
  }

  function refusal(error: unknown, request: HttpRequest): GraphError {
    const what = `${request.method} ${request.url.pathname}${request.url.search}`;
    if (error instanceof GraphError) {
      if (error.code === "BadRequest" || error.code === "Request_UnsupportedQuery") {
        log(`sandbox: Graph did not understand ${what}: ${error.message}`);
      }
      return error;
    }
    if (error instanceof NotInSandbox) {
      log(`SANDBOX HAS NO ${error.message} (asked for by ${what})`);
      return new GraphError(501, "NotInSandbox", `sandbox has no ${error.message}`);
    }
    const text = error instanceof Error ? error.message : String(error);
    log(`DEFECT OF THE SANDBOX at ${what}: ${text}`);
    return new GraphError(500, "SandboxDefect", `defect of the sandbox: ${text}`);
  }

  return (request): HttpResponse => {
    const requestId = randomUUID();
    const clientRequestId = request.headers["client-request-id"] ?? requestId;
    const headers = { "request-id": requestId, "client-request-id": clientRequestId };
    try {
      const { status, wire } = perform(request);
      return respond(status, wire, headers);
    } catch (error) {
      const { status, code, message, details, headers: extra } = refusal(error, request);
      const innerError = {
        date: new Date(now()).toISOString().replace(/\.\d+Z$/, ""),
        "request-id": requestId,
        "client-request-id": clientRequestId,
      };
      return respond(
        status,
        {
          json: {
            error: { code, message, ...(details === undefined ? {} : { details }), innerError },
          },
        },
        {
          ...headers,
          ...extra,
        },
      );
    }
  };
}
