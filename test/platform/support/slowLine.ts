import { type AddressInfo, connect, createServer, type Socket } from "node:net";

export interface SlowLine {
  readonly port: number;
  close(): Promise<void>;
}

/** A line to `port` on which everything takes `oneWay` milliseconds, connecting included. */
export async function startSlowLine(port: number, oneWay: number): Promise<SlowLine> {
  const sockets = new Set<Socket>();
  const server = createServer({ pauseOnConnect: true }, (near) => {
    const far = connect(port, "127.0.0.1");
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(from);
      from.on("error", () => to.destroy());
      from.on("data", (chunk) => setTimeout(() => to.writable && to.write(chunk), oneWay));
      from.on("end", () => setTimeout(() => to.end(), oneWay));
      from.on("close", () => sockets.delete(from));
    }
    // The handshake of loopback takes no time: the round trip of connecting is added before the first byte.
    setTimeout(() => near.resume(), 2 * oneWay);
  });
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
  return {
    port: (server.address() as AddressInfo).port,
    close: () => {
      for (const socket of sockets) socket.destroy();
      return new Promise((resolve) => void server.close(() => resolve()));
    },
  };
}
