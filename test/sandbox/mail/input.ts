import type { Socket } from "node:net";

/** The client sent more than the server is willing to read at once. */
export class TooLong extends Error {}

/** Reads lines and counted bytes from a connection. Nothing is read ahead of what is asked for but a chunk. */
export class Input {
  private held = Buffer.alloc(0);
  private readonly chunks: AsyncIterator<Buffer>;

  constructor(socket: Socket) {
    const chunks = socket.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>;
    this.chunks = chunks[Symbol.asyncIterator]();
  }

  /** Stops reading, so that the connection can be read by somebody else. What had been read ahead is lost. */
  async release(): Promise<void> {
    await this.chunks.return?.();
  }

  /**
   * The next line without its end.
   * @returns undefined when the connection has ended.
   * @throws TooLong beyond `limit` bytes.
   */
  async line(limit: number): Promise<string | undefined> {
    for (;;) {
      const end = this.held.indexOf(0x0a);
      if ((end < 0 ? this.held.length : end) > limit) {
        throw new TooLong();
      }
      if (end >= 0) {
        const line = this.held.subarray(0, end).toString("latin1");
        this.held = this.held.subarray(end + 1);
        return line.endsWith("\r") ? line.slice(0, -1) : line;
      }
      if (!(await this.more())) {
        return undefined;
      }
    }
  }

  /** Exactly `count` bytes; undefined when the connection ends before. */
  async bytes(count: number): Promise<Buffer | undefined> {
    while (this.held.length < count) {
      if (!(await this.more())) {
        return undefined;
      }
    }
    const taken = this.held.subarray(0, count);
    this.held = this.held.subarray(count);
    return taken;
  }

  private async more(): Promise<boolean> {
    try {
      const { value, done } = await this.chunks.next();
      if (done === true) {
        return false;
      }
      this.held = Buffer.concat([this.held, value]);
      return true;
    } catch {
      // The peer went away.
      return false;
    }
  }
}
