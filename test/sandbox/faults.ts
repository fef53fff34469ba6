import { html, type HttpHandler, type HttpRequest, type HttpResponse, json } from "./http";

/** What goes wrong, and with which of the next requests. */
export interface Fault {
  /** Host name without port; all hosts when absent. */
  readonly host?: string;
  readonly method?: string;
  /** A regular expression over path and query. */
  readonly path?: string;
  /** How many requests it meets. */
  readonly times: number;
  readonly kind: FaultKind;
  /** For `status` (default 503) and `html` (default 200). */
  readonly status?: number;
  /** Seconds, for `throttle` and `status`. */
  readonly retryAfter?: number;
}

/**
 * `status`, `throttle` and `html` answer instead of the service; `drop` cuts the connection before it;
 * `dropAfterHandling` does what was asked and then cuts the connection: the ambiguous write; `hang` never answers.
 */
export type FaultKind = keyof typeof kinds;

/** What the listener does: answer, cut the connection, or stay silent. */
export type Outcome = HttpResponse | "drop" | "hang";

/** Plays one fault. */
type Enact = (
  fault: Fault,
  request: HttpRequest,
  handler: HttpHandler,
) => Outcome | Promise<Outcome>;

const kinds = {
  status: (fault) => failure(fault.status ?? 503, "ServiceUnavailable", fault.retryAfter),
  throttle: (fault) => failure(429, "TooManyRequests", fault.retryAfter ?? 1),
  html: (fault) =>
    html(
      "<!DOCTYPE html><title>Service</title><h1>Our services aren't available right now</h1>",
      fault.status,
    ),
  drop: () => "drop",
  dropAfterHandling: async (_fault, request, handler): Promise<Outcome> => {
    await handler(request);
    return "drop";
  },
  hang: () => "hang",
} as const satisfies Record<string, Enact>;

/** A fault from loose input; a text says what is wrong with it. `times` is 1 unless given. */
export function readFault(fields: Readonly<Record<string, unknown>>): Fault | string {
  const { kind, times = 1, host, method, path, status, retryAfter } = fields;
  if (typeof kind !== "string" || !Object.hasOwn(kinds, kind)) return "unknown kind of fault";
  if (typeof times !== "number" || !(times >= 1)) return "times must be 1 or more";
  if (typeof path === "string" && !isPattern(path)) return "path is not a regular expression";
  return {
    kind: kind as FaultKind,
    times,
    ...(typeof host === "string" ? { host } : {}),
    ...(typeof method === "string" ? { method } : {}),
    ...(typeof path === "string" ? { path } : {}),
    ...(typeof status === "number" ? { status } : {}),
    ...(typeof retryAfter === "number" ? { retryAfter } : {}),
  };
}

function isPattern(text: string): boolean {
  try {
    return new RegExp(text) instanceof RegExp;
  } catch {
    return false;
  }
}

/** The faults waiting for their requests, oldest first. */
export class FaultTable {
  #waiting: { readonly fault: Fault; left: number }[] = [];

  add(fault: Fault): void {
    this.#waiting.push({ fault, left: fault.times });
  }

  clear(): void {
    this.#waiting = [];
  }

  /** Answers the request by the first fault that meets it, or else by the handler. */
  async run(request: HttpRequest, handler: HttpHandler): Promise<Outcome> {
    const found = this.#waiting.find(({ fault }) => meets(fault, request));
    if (found === undefined) return handler(request);
    found.left -= 1;
    this.#waiting = this.#waiting.filter(({ left }) => left > 0);
    const enact: Enact = kinds[found.fault.kind];
    return enact(found.fault, request, handler);
  }
}

function meets(fault: Fault, request: HttpRequest): boolean {
  const { hostname, pathname, search } = request.url;
  return (
    (fault.host === undefined || fault.host === hostname) &&
    (fault.method === undefined || fault.method.toUpperCase() === request.method) &&
    (fault.path === undefined || new RegExp(fault.path).test(pathname + search))
  );
}

/** The error shape of Graph; gateways in front of the identity platform answer alike. */
function failure(status: number, code: string, retryAfter: number | undefined): HttpResponse {
  const headers = retryAfter === undefined ? {} : { "retry-after": String(retryAfter) };
  const message = "The sandbox was told to fail this request.";
  return json({ error: { code, message } }, status, headers);
}
