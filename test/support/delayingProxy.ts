import { connect, createServer, type Socket } from "node:net";
import { listen } from "./dovecot/listen";

/** What went over one connection. */
export interface Traffic {
  /**
   * How often the client had to wait for the far end: once for the connection, and then each time something came back
   * after it had sent, or before it had sent anything.
   */
  readonly roundTrips: number;
  readonly bytesSent: number;
  readonly bytesReceived: number;
  /** Milliseconds from the first packet to the end of the connection, or until now. */
  readonly milliseconds: number;
}

export interface DelayingProxyOptions {
  /** "address:port" of the far end. */
  readonly target: string;
  /** What the network between would take there and back, in milliseconds. */
  readonly roundTripMs: number;
}

export interface DelayingProxy {
  /** On 127.0.0.1. */
  readonly port: number;
  /** One entry per connection, in the order in which they were made. */
  traffic(): readonly Traffic[];
  close(): Promise<void>;
}

/** Counts one connection as the client sees it. */
class Counter {
  private trips = 1;
  private sent = 0;
  private received = 0;
  private waiting = true;
  private readonly begin = performance.now();
  private end: number | undefined;

  up(bytes: number): void {
    this.sent += bytes;
    this.waiting = true;
  }

  down(bytes: number): void {
    this.received += bytes;
    if (this.waiting) this.trips += 1;
    this.waiting = false;
  }

  finish(): void {
    this.end ??= performance.now();
  }

  get traffic(): Traffic {
    return {
      roundTrips: this.trips,
      bytesSent: this.sent,
      bytesReceived: this.received,
      milliseconds: (this.end ?? performance.now()) - this.begin,
    };
  }
}

/**
 * Starts a proxy that makes a near server far away: everything takes half a round trip in each direction, and the
 * connection itself takes one, as its handshake would. Order is kept; speed is not limited.
 */
export async function startDelayingProxy(options: DelayingProxyOptions): Promise<DelayingProxy> {
  const counters: Counter[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((near) => {
    const counter = new Counter();
    counters.push(counter);
    join(near, counter, options, sockets);
  });
  const port = await listen(server);
  return {
    port,
    traffic: () => counters.map((counter) => counter.traffic),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}

function join(
  near: Socket,
  counter: Counter,
  { target, roundTripMs }: DelayingProxyOptions,
  sockets: Set<Socket>,
): void {
  const half = roundTripMs / 2;
  // Timers of one length run in the order in which they were set.
  const later = (run: () => void): void => void setTimeout(run, half);
  const colon = target.lastIndexOf(":");
  const far = new Promise<Socket>((resolve) => {
    // The far end learns of the connection when the last packet of the handshake is there.
    setTimeout(() => {
      const socket = connect(Number(target.slice(colon + 1)), target.slice(0, colon));
      keep(socket);
      socket.on("data", (chunk: Buffer) =>
        later(() => {
          counter.down(chunk.length);
          near.write(chunk);
        }),
      );
      socket.on("close", () => later(() => near.end()));
      resolve(socket);
    }, roundTripMs + half);
  });
  keep(near);
  near.on("data", (chunk: Buffer) => {
    counter.up(chunk.length);
    later(() => void far.then((socket) => socket.write(chunk)));
  });
  near.on("close", () => {
    counter.finish();
    later(() => void far.then((socket) => socket.end()));
  });

  function keep(socket: Socket): void {
    sockets.add(socket);
    socket.setNoDelay();
    socket.on("close", () => sockets.delete(socket));
    socket.on("error", () => socket.destroy());
  }
}
