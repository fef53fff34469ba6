import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo, Socket } from "node:net";

export interface SeenRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingMessage["headers"];
  readonly body: string;
  readonly at: number;
}

/** Answers one request; the socket is there for faults. */
export type StubAnswer = (response: ServerResponse, socket: Socket, seen: SeenRequest) => void;

/** A loopback server that plays one answer per request, the last one for all further ones. */
export interface StubServer {
  readonly requests: readonly SeenRequest[];
  /** `fetch` that reaches this server whatever https host is asked for. */
  readonly fetch: typeof fetch;
  play(...answers: readonly StubAnswer[]): void;
  close(): Promise<void>;
}

export async function startStubServer(): Promise<StubServer> {
  const requests: SeenRequest[] = [];
  let script: readonly StubAnswer[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const seen = {
        method: request.method ?? "",
        url: request.url ?? "",
        headers: request.headers,
        body: Buffer.concat(chunks).toString(),
        at: Date.now(),
      };
      requests.push(seen);
      const answer = script[Math.min(requests.length, script.length) - 1] ?? drop;
      answer(response, request.socket, seen);
    });
  });
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    requests,
    fetch: (input, init) => {
      const asked = new URL(input instanceof Request ? input.url : input);
      return fetch(`http://127.0.0.1:${port}${asked.pathname}${asked.search}`, init);
    },
    play: (...answers) => {
      requests.length = 0;
      script = answers;
    },
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => void server.close(() => resolve()));
    },
  };
}

export function json(
  status: number,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): StubAnswer {
  return (response) => {
    response.writeHead(status, { "content-type": "application/json; charset=utf-8", ...headers });
    response.end(JSON.stringify(body));
  };
}

export function html(status: number, headers: Readonly<Record<string, string>> = {}): StubAnswer {
  return (response) => {
    response.writeHead(status, { "content-type": "text/html", ...headers });
    response.end("<html><body>Please accept our terms</body></html>");
  };
}

export const empty =
  (status: number, headers: Readonly<Record<string, string>> = {}): StubAnswer =>
  (response) => {
    response.writeHead(status, headers).end();
  };

/** Takes the request and resets the connection. */
export const drop: StubAnswer = (_response, socket) => {
  socket.resetAndDestroy();
};

/** Never answers. */
export const hang: StubAnswer = () => undefined;
