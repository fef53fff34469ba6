import { type AddressInfo, createServer as createPlain, type Server, type Socket } from "node:net";
import { createServer as createSecure } from "node:tls";
import { Input } from "./input";

export interface MailServer {
  readonly port: number;
  close(): Promise<void>;
}

/** PEM texts. */
export interface ServerTls {
  readonly cert: string;
  readonly key: string;
}

const idleLimitMs = 10 * 60_000;

function serverFor(tls: ServerTls | undefined, onSocket: (socket: Socket) => void): Server {
  return tls === undefined
    ? createPlain(onSocket)
    : createSecure({ cert: tls.cert, key: tls.key }, onSocket);
}

/**
 * Listens on a free loopback port. Connections that stay idle for ten minutes are cut.
 * @param tls for TLS from the first byte; undefined: plain.
 * @param serve has one conversation; the connection ends with it. It must not throw.
 */
export async function listenForMail(
  tls: ServerTls | undefined,
  serve: (socket: Socket, input: Input) => Promise<void>,
): Promise<MailServer> {
  const sockets = new Set<Socket>();
  const server = serverFor(tls, (socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
    socket.on("error", () => socket.destroy());
    socket.setTimeout(idleLimitMs, () => socket.destroy());
    void serve(socket, new Input(socket));
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    close: () => {
      for (const socket of sockets) {
        socket.destroy();
      }
      return new Promise((resolve) => {
        server.close(() => resolve());
      });
    },
  };
}

/** The name a server of Exchange Online shows in brackets. */
export const serverName = "SANDBOX.PROD.OUTLOOK.TEST";

/** The same as IMAP and POP greet with it: base64 of the name in UTF-16. */
export const greetingMark = Buffer.from(serverName, "utf16le").toString("base64");
