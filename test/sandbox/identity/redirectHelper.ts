import { formFields, type HttpRequest, type HttpResponse, redirect } from "../http";

/** Where the helper may send a browser: this machine only. */
const localHosts = new Set(["localhost", "127.0.0.1"]);

/**
 * https://vscode.dev/redirect: carries an answer on to the editor, whose callback URL is the state. Works for GET
 * (query) and POST (form_post); anything but a callback on this machine is refused.
 */
export function redirectHelper(request: HttpRequest): HttpResponse {
  if (request.url.pathname !== "/redirect") return { status: 404, body: "Not found" };
  const parameters = new URLSearchParams(request.url.searchParams);
  for (const [name, value] of formFields(request)) parameters.append(name, value);
  const target = callbackOf(parameters.get("state") ?? "");
  if (target === undefined) return { status: 400, body: "The state is not a local callback URL." };
  for (const [name, value] of parameters) target.searchParams.append(name, value);
  return redirect(target.href, 303);
}

/** The state as a URL; it may be encoded once more than the form already was. */
function callbackOf(state: string): URL | undefined {
  const text = decoded(state);
  if (text === undefined || !URL.canParse(text)) return undefined;
  const url = new URL(text);
  const isWeb = url.protocol === "http:" || url.protocol === "https:";
  return isWeb && localHosts.has(url.hostname) ? url : undefined;
}

function decoded(text: string): string | undefined {
  try {
    return URL.canParse(text) && !hasEncodedQuery(text) ? text : decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

/** VS Code in a browser encodes the query of its callback URL, question mark included. */
function hasEncodedQuery(url: string): boolean {
  return /%3f/i.test(new URL(url).pathname);
}
