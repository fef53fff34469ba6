import type { RequestListener, Server } from "node:http";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { Failure } from "../../../core/failure";
import type { LoopbackAddress } from "./loopbackUri";

const attempts = 20;

/** This machine has no IPv6 loopback address: nobody else can listen there either. */
const noSuchAddress = new Set(["EADDRNOTAVAIL", "EAFNOSUPPORT", "EINVAL"]);

export interface LoopbackServers {
  readonly port: number;
  close(): void;
}

/**
 * Listens on one port of 127.0.0.1 and, where the redirect URI says `localhost`, of ::1: a browser may try
 * either first, and on a port taken on one of them only, another program could receive the code.
 * @throws Failure `oauth.unreachable` when no such port is found
 */
export async function listenOnLoopback(
  host: LoopbackAddress["host"],
  listener: RequestListener,
): Promise<LoopbackServers> {
  for (let attempt = 1; attempt <= attempts; attempt++) {
    const first = await listen(newServer(listener), "127.0.0.1", 0).catch((error: unknown) => {
      throw unavailable(codeOf(error), error);
    });
    const { port } = first.address() as AddressInfo;
    if (host === "127.0.0.1") return opened(port, [first]);
    try {
      const second = await listen(newServer(listener), "::1", port);
      return opened(port, [first, second]);
    } catch (error) {
      const code = codeOf(error);
      if (noSuchAddress.has(code)) return opened(port, [first]);
      first.close();
      if (code !== "EADDRINUSE" && code !== "EACCES") throw unavailable(code, error);
    }
  }
  throw unavailable("EADDRINUSE", undefined);
}

function codeOf(error: unknown): string {
  return String((error as NodeJS.ErrnoException).code);
}

function newServer(listener: RequestListener): Server {
  const server = createServer({ keepAlive: false, maxHeaderSize: 16 * 1024 }, listener);
  server.headersTimeout = 10_000;
  server.requestTimeout = 15_000;
  server.keepAliveTimeout = 1_000;
  return server;
}

function listen(server: Server, host: string, port: number): Promise<Server> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen({ host, port, ipv6Only: host === "::1", exclusive: true }, () => {
      server.off("error", reject);
      server.on("error", () => undefined);
      resolve(server);
    });
  });
}

function opened(port: number, servers: readonly Server[]): LoopbackServers {
  return {
    port,
    close: () => {
      for (const server of servers) {
        server.close();
        // The page of the last answer is on its way: idle connections end now, the others by themselves.
        server.closeIdleConnections();
        setTimeout(() => server.closeAllConnections(), 1_000).unref();
      }
    },
  };
}

function unavailable(reason: string, cause: unknown): Failure {
  return new Failure(
    "oauth.unreachable",
    "No free port on this computer's loopback address.",
    { reason },
    { cause },
  );
}
