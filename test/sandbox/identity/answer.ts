import { type HttpResponse, redirect } from "../http";
import { formPostPage } from "./pages";

/** How an answer travels back to the client's redirect URI. */
export type ResponseMode = "query" | "fragment" | "form_post";

const modes: readonly string[] = ["query", "fragment", "form_post"] satisfies ResponseMode[];

export function isResponseMode(mode: string): mode is ResponseMode {
  return modes.includes(mode);
}

/** The answer of the authorize endpoint: code or error, with the client's state. */
export function answerClient(
  redirectUri: string,
  mode: ResponseMode,
  fields: Readonly<Record<string, string>>,
): HttpResponse {
  if (mode === "form_post") return formPostPage(redirectUri, fields);
  const target = new URL(redirectUri);
  if (mode === "fragment") {
    target.hash = new URLSearchParams(fields).toString();
  } else {
    for (const [name, value] of Object.entries(fields)) target.searchParams.append(name, value);
  }
  return redirect(target.href);
}
