/** A request as a handler of the sandbox sees it, whichever listener it came in by. */
export interface HttpRequest {
  readonly method: string;
  /** Scheme, host and port as the client meant them (from the Host header), path and query. */
  readonly url: URL;
  /** Lower-case names; a repeated header is joined with ", ". */
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: Buffer;
}

export interface HttpResponse {
  readonly status: number;
  /** `set-cookie` may hold several values, one per line. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
}

export type HttpHandler = (request: HttpRequest) => HttpResponse | Promise<HttpResponse>;

/** A JSON answer; `no-store`, as token endpoints (RFC 6749 §5.1) and Graph send it. */
export function json(
  value: unknown,
  status = 200,
  headers: Readonly<Record<string, string>> = {},
): HttpResponse {
  return {
    status,
    headers: {
      "content-type": "application/json; charset=utf-8",
      "cache-control": "no-store",
      ...headers,
    },
    body: JSON.stringify(value),
  };
}

/** A page. The text is sent as it is: escape with {@link escapeHtml} what came from outside. */
export function html(
  body: string,
  status = 200,
  headers: Readonly<Record<string, string>> = {},
): HttpResponse {
  return {
    status,
    headers: {
      "content-type": "text/html; charset=utf-8",
      "cache-control": "no-store",
      ...headers,
    },
    body,
  };
}

/** 302 after a GET, 303 to turn a POST into a GET. */
export function redirect(
  location: string,
  status: 302 | 303 = 302,
  headers: Readonly<Record<string, string>> = {},
): HttpResponse {
  return { status, headers: { location, "cache-control": "no-store", ...headers }, body: "" };
}

/** The body of an `application/x-www-form-urlencoded` request. Other content types give no fields. */
export function formFields(request: HttpRequest): URLSearchParams {
  const type = request.headers["content-type"] ?? "";
  const isForm = type.toLowerCase().startsWith("application/x-www-form-urlencoded");
  return new URLSearchParams(isForm ? request.body.toString("utf8") : "");
}

/** The parsed JSON body; `undefined` when there is none or it is not JSON. */
export function jsonBody(request: HttpRequest): unknown {
  try {
    return JSON.parse(request.body.toString("utf8"));
  } catch {
    return undefined;
  }
}

/** The value of one cookie of the request. */
export function cookie(request: HttpRequest, name: string): string | undefined {
  const pairs = (request.headers["cookie"] ?? "").split(";").map((pair) => pair.trim());
  const found = pairs.find((pair) => pair.startsWith(`${name}=`));
  return found?.slice(name.length + 1);
}

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** Text made safe for an HTML element or a quoted attribute. */
export function escapeHtml(text: string): string {
  return text.replaceAll(/[&<>"']/g, (character) => entities[character] ?? "");
}
