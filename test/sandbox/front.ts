import type { IncomingMessage, ServerResponse } from "node:http";
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import type { Socket } from "node:net";
import type { SandboxClock } from "./clock";
import type { FaultTable, Outcome } from "./faults";
import { type HttpHandler, type HttpRequest, type HttpResponse, json } from "./http";
import type { IssuedCredentials } from "./issued";
import type { RequestLog } from "./requestLog";

export interface FrontOptions {
  /** By lower-case host name without port. */
  readonly hosts: ReadonlyMap<string, HttpHandler>;
  readonly tls: { readonly cert: string; readonly key: string };
  readonly faults: FaultTable;
  readonly log: RequestLog;
  readonly issued: IssuedCredentials;
  readonly clock: SandboxClock;
}

export interface Listener {
  readonly port: number;
  close(): Promise<void>;
}

/** Largest request body taken, in bytes: far above any request of Graph this product makes. */
const bodyLimit = 4 * 1024 * 1024;

/** One TLS listener on loopback for all host names; the Host header decides who answers. */
export async function startFront(options: FrontOptions): Promise<Listener> {
  const server = createServer({ ...options.tls }, (incoming, response) => {
    serve(options, incoming, response).catch(() => incoming.socket.destroy());
  });
  const sockets = new Set<Socket>();
  server.on("connection", (socket: Socket) => {
    sockets.add(socket);
    socket.once("close", () => sockets.delete(socket));
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}

async function serve(
  options: FrontOptions,
  incoming: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const request = await readRequest(incoming);
  const outcome = request === undefined ? json({}, 413) : await answer(options, request);
  if (request !== undefined) {
    const status = typeof outcome === "string" ? 0 : outcome.status;
    const { method, url } = request;
    options.issued.readRequest(request);
    if (typeof outcome !== "string") options.issued.readResponse(outcome);
    options.log.add({ host: url.hostname, method, url, status, at: options.clock.now() });
  }
  if (outcome === "hang") return;
  if (outcome === "drop") {
    incoming.socket.destroy();
    return;
  }
  send(response, outcome);
}

async function answer(options: FrontOptions, request: HttpRequest): Promise<Outcome> {
  const handler = options.hosts.get(request.url.hostname);
  // RFC 9110 §15.5.20: this server does not answer for that host.
  if (handler === undefined) return { status: 421, body: "Misdirected request" };
  try {
    return await options.faults.run(request, handler);
  } catch (error) {
    const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return { status: 500, headers: { "content-type": "text/plain" }, body: message };
  }
}

async function readRequest(incoming: IncomingMessage): Promise<HttpRequest | undefined> {
  const body = await readBody(incoming);
  if (body === undefined) return undefined;
  const headers = Object.fromEntries(
    Object.entries(incoming.headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(", ") : value,
    ]),
  );
  const url = new URL(incoming.url ?? "/", `https://${headers["host"] ?? "localhost"}`);
  return { method: incoming.method ?? "GET", url, headers, body };
}

/** `undefined` when it is larger than {@link bodyLimit}. */
export async function readBody(incoming: IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of incoming as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > bodyLimit) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

export function send(response: ServerResponse, content: HttpResponse): void {
  for (const [name, value] of Object.entries(content.headers ?? {})) {
    response.setHeader(name, name === "set-cookie" ? value.split("\n") : value);
  }
  response.statusCode = content.status;
  response.end(content.body);
}
