import { clouds } from "../../../src/core/cloud";
import type { SeenRequest } from "./stubServer";

/** A request as this process sent it to Graph. */
export type SentRequest = Pick<SeenRequest, "method" | "url" | "body">;

/** Writes down what is sent to Graph, whoever sends it. */
export class RecordedGraph {
  readonly sent: SentRequest[] = [];
  private readonly fetch = globalThis.fetch;

  constructor() {
    globalThis.fetch = (input, init) => {
      const url = new URL(input instanceof Request ? input.url : input);
      if (url.hostname === clouds.global.graphHost) this.add(url, init);
      return this.fetch(input, init);
    };
  }

  stop(): void {
    globalThis.fetch = this.fetch;
  }

  /** @throws Error where a body is no text, which could not be judged */
  private add(url: URL, { method = "GET", body = "" }: RequestInit = {}): void {
    if (typeof body !== "string")
      throw new Error(`The body of ${method} ${url.pathname} is no text.`);
    this.sent.push({ method, url: url.pathname + url.search, body });
  }
}
