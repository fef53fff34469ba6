import type { Socket } from "node:net";
import { LineSplitter } from "../mail/lineSplitter";

/** A reply has 512 octets at most (RFC 2449 §4), a challenge in base64 some more. */
const lineLimit = 8 * 1024;
const totalLimit = 64 * 1024;

/** The first line of an answer. `more` asks for the next part of a sign-in (RFC 5034 §4). */
export interface PopReply {
  readonly kind: "ok" | "error" | "more";
  readonly text: string;
}

export interface PopListener {
  /** The server spoke when nothing was asked: with `-ERR` it says why it is about to leave. */
  readonly onUnasked: (line: string) => void;
  /** The server breaks the protocol. */
  readonly onFault: (words: string) => void;
}

/** Sends one command at a time and reads its answer; what a server may send is strictly bounded. */
export class PopWire {
  private expecting: ((line: string) => void) | undefined;
  private readonly splitter: LineSplitter;

  constructor(
    private readonly socket: Socket,
    private readonly listener: PopListener,
  ) {
    const onExcess = listener.onFault;
    this.splitter = new LineSplitter((line) => this.hear(line), {
      line: lineLimit,
      total: totalLimit,
      onExcess,
    });
    socket.on("data", this.splitter.feed);
  }

  /** Sends a line and waits for the answer to it. @returns undefined when it is none of POP's */
  async ask(line: string): Promise<PopReply | undefined> {
    this.socket.write(`${line}\r\n`);
    return parseReply(await this.line());
  }

  /** The next line, as it is. Never settles when the connection ends before it. */
  line(): Promise<string> {
    return new Promise((resolve) => (this.expecting = resolve));
  }

  /**
   * Sends a command whose answer has several lines, up to a dot (RFC 1939 §3).
   * @returns undefined where it was refused
   */
  askLines(command: string): Promise<readonly string[] | undefined> {
    this.socket.write(`${command}\r\n`);
    return new Promise((resolve) => {
      const lines: string[] = [];
      const next = (line: string): void => {
        if (line === ".") return resolve(lines);
        lines.push(line.replace(/^\./, ""));
        this.expecting = next;
      };
      this.expecting = (status) => {
        if (parseReply(status)?.kind !== "ok") return resolve(undefined);
        this.expecting = next;
      };
    });
  }

  private hear(line: string): void {
    const { expecting } = this;
    this.expecting = undefined;
    if (expecting === undefined) this.listener.onUnasked(line);
    else expecting(line);
  }
}

/** @returns undefined for a line that is no answer of POP */
export function parseReply(line: string): PopReply | undefined {
  const match = /^(\+OK|-ERR|\+(?= |$))(?: (.*))?$/.exec(line);
  if (match === null) return undefined;
  const [, status, text = ""] = match;
  return { kind: status === "+OK" ? "ok" : status === "-ERR" ? "error" : "more", text };
}
