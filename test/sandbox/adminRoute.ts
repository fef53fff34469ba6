import { type HttpRequest, type HttpResponse, json, jsonBody } from "./http";

/** One switch of the sandbox. */
export interface AdminRoute {
  readonly method: string;
  /** Its first group, where it has one, goes to `answer`. */
  readonly path: RegExp;
  readonly answer: (request: HttpRequest, name: string) => HttpResponse | Promise<HttpResponse>;
}

export const done = json({});

export function badRequest(problem: string): HttpResponse {
  return json({ error: problem }, 400);
}

/** The members of a JSON body; none where it is no object. */
export function fieldsOf(request: HttpRequest): Readonly<Record<string, unknown>> {
  const body = jsonBody(request);
  return typeof body === "object" && body !== null ? (body as Record<string, unknown>) : {};
}
