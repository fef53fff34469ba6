import { connect } from "node:net";
import { delay } from "../../../base/async";
import { type TokenAnswer, longestAnswer, parseAnswer } from "../../../core/tokenCommand/answer";
import { type TokenRequest, formatRequest } from "../../../core/tokenCommand/request";
import type { WindowRecord } from "../../../core/tokenCommand/windowRecord";

/** What came of asking one window. `dead` = nobody listens, `closed` = it ended before it answered. */
export type Reply = TokenAnswer | { readonly kind: "dead" | "closed" };

/** Its queue is full: so many programs ask at this moment. */
const busyCode = "EAGAIN";
const busyMilliseconds = 25;

/** Asks one window. Waits until it answers or ends, or `signal` aborts. @throws CancelledError */
export async function askWindow(
  record: WindowRecord,
  request: TokenRequest,
  signal: AbortSignal,
): Promise<Reply> {
  for (;;) {
    const reply = await askOnce(record, request, signal);
    if (reply !== "busy") return reply;
    await delay(busyMilliseconds, signal);
  }
}

function askOnce(
  { socket: path, bearer }: WindowRecord,
  { address, protocol }: TokenRequest,
  signal: AbortSignal,
): Promise<Reply | "busy"> {
  return new Promise((resolve) => {
    const socket = connect(path);
    const chunks: Buffer[] = [];
    let size = 0;
    let connected = false;
    const end = (reply: Reply | "busy"): void => {
      signal.removeEventListener("abort", onAbort);
      socket.destroy();
      resolve(reply);
    };
    const onAbort = (): void => end({ kind: "closed" });
    signal.addEventListener("abort", onAbort, { once: true });
    socket.on("connect", () => {
      connected = true;
      socket.write(formatRequest({ bearer, address, protocol }));
    });
    socket.on("data", (chunk) => {
      size += chunk.length;
      chunks.push(chunk);
      if (size > longestAnswer) end({ kind: "refused", refusal: "misunderstood" });
    });
    socket.on("end", () => end(size === 0 ? { kind: "closed" } : read(chunks)));
    socket.on("error", ({ code }: NodeJS.ErrnoException) => {
      if (code === busyCode) end("busy");
      else end({ kind: connected ? "closed" : "dead" });
    });
    socket.on("close", () => end({ kind: "closed" }));
  });
}

/** Half an answer is none. */
function read(chunks: readonly Buffer[]): Reply {
  const bytes = Buffer.concat(chunks);
  if (bytes.at(-1) !== 0x0a) return { kind: "closed" };
  return parseAnswer(bytes) ?? { kind: "refused", refusal: "misunderstood" };
}
