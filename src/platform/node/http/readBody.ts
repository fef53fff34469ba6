/** A body was longer than allowed; nothing of it was kept. */
export class BodyTooLargeError extends Error {
  constructor(readonly limit: number) {
    super(`The answer is longer than ${limit} bytes.`);
    this.name = "BodyTooLargeError";
  }
}

/**
 * Reads a body as UTF-8 text and stops the transfer as soon as it is longer than `limit` bytes.
 * @throws BodyTooLargeError; whatever the connection throws when it breaks
 */
export async function readBody(response: Response, limit: number): Promise<string> {
  if (Number(response.headers.get("content-length") ?? 0) > limit) {
    await response.body?.cancel();
    throw new BodyTooLargeError(limit);
  }
  if (response.body === null) return "";
  const reader = response.body.getReader();
  const chunks: Uint8Array[] = [];
  let length = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return Buffer.concat(chunks).toString("utf8");
    length += value.byteLength;
    if (length > limit) {
      await reader.cancel();
      throw new BodyTooLargeError(limit);
    }
    chunks.push(value);
  }
}

/** True for `application/json` and its relatives (`application/problem+json`), with or without parameters. */
export function isJson(contentType: string | null): boolean {
  return /^application\/(?:[\w.+-]+\+)?json\s*(?:;|$)/i.test(contentType ?? "");
}
