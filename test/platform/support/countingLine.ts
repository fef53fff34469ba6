import { connect, createServer, type AddressInfo, type Socket } from "node:net";

export interface CountingLine {
  readonly port: number;
  /** How often the client spoke after the server had spoken, or first; whatever it says in one go counts once. */
  readonly turns: number;
  close(): Promise<void>;
}

/**
 * A line to `port` that counts turns. A turn that is waited for costs a round trip; so does connecting, and a greeting
 * for which the client had nothing to say.
 */
export async function startCountingLine(port: number): Promise<CountingLine> {
  const sockets = new Set<Socket>();
  let turns = 0;
  const server = createServer((near) => {
    const far = connect(port, "127.0.0.1");
    let speaker: "client" | "server" | undefined;
    for (const [name, from, to] of [
      ["client", near, far],
      ["server", far, near],
    ] as const) {
      sockets.add(from);
      from.on("error", () => to.destroy());
      from.on("data", (chunk) => {
        if (name === "client" && speaker !== "client") turns += 1;
        speaker = name;
        if (to.writable) to.write(chunk);
      });
      from.on("end", () => to.end());
      from.on("close", () => sockets.delete(from));
    }
  });
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
  return {
    port: (server.address() as AddressInfo).port,
    get turns() {
      return turns;
    },
    close: () => {
      for (const socket of sockets) socket.destroy();
      return new Promise((resolve) => void server.close(() => resolve()));
    },
  };
}
