import type { IncomingMessage } from "node:http";

/** Longest body that is read; an answer of the sign-in page is about 2 KiB. */
export const bodyLimit = 16 * 1024;

/** What a request to the listener holds, or the status to refuse it with. */
export type LoopbackRequest = URLSearchParams | { readonly refuse: number };

/**
 * Reads the parameters of an answer: the query of a GET, or a form that the page posts (OAuth 2.0 Form Post
 * Response Mode). Everything else is refused before its body is read.
 */
export async function readLoopbackRequest(
  request: IncomingMessage,
  expected: { readonly host: string; readonly path: string },
): Promise<LoopbackRequest> {
  if (request.headers.host !== expected.host) return { refuse: 421 };
  const [path = "", query = ""] = splitOnce(request.url ?? "", "?");
  if (path !== (expected.path === "" ? "/" : expected.path)) return { refuse: 404 };
  if (request.method === "GET") return new URLSearchParams(query);
  if (request.method !== "POST") return { refuse: 405 };
  const type = request.headers["content-type"] ?? "";
  if (!/^application\/x-www-form-urlencoded\s*(?:;|$)/i.test(type)) return { refuse: 415 };
  const body = await readLimited(request);
  return body === undefined ? { refuse: 413 } : new URLSearchParams(body);
}

/** @returns undefined as soon as the body is longer than the limit */
function readLimited(request: IncomingMessage): Promise<string | undefined> {
  if (Number(request.headers["content-length"] ?? 0) > bodyLimit) return Promise.resolve(undefined);
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let length = 0;
    request.on("data", (chunk: Buffer) => {
      length += chunk.length;
      if (length > bodyLimit) {
        request.pause();
        resolve(undefined);
      } else chunks.push(chunk);
    });
    request.on("end", () => resolve(Buffer.concat(chunks).toString("utf8")));
    request.on("error", reject);
  });
}

function splitOnce(text: string, separator: string): string[] {
  const at = text.indexOf(separator);
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + 1)];
}
