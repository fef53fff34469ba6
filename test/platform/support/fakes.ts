import { delay } from "../../../src/base/async";
import { Emitter } from "../../../src/base/event";
import type { GraphToken, GraphTokenRequest, GraphTokenSource, Log } from "../../../src/core/ports";
import type { Clock } from "../../../src/core/time";

/** Keeps what was logged. */
export class MemoryLog implements Log {
  readonly lines: string[] = [];
  debug = (text: string): void => void this.lines.push(text);
  info = (text: string): void => void this.lines.push(text);
  warn = (text: string): void => void this.lines.push(text);
  error = (text: string, cause?: unknown): void => void this.lines.push(`${text} ${String(cause)}`);
}

/** A clock whose waits take no time but are written down. */
export class FakeClock implements Clock {
  readonly waits: number[] = [];
  constructor(private time = new Date("2026-11-21T12:00:00Z")) {}
  now = (): Date => this.time;
  delay = async (milliseconds: number, signal?: AbortSignal): Promise<void> => {
    this.waits.push(milliseconds / 1000);
    await delay(0, signal);
    this.time = new Date(this.time.getTime() + milliseconds);
  };
}

export class FakeGraphTokens implements GraphTokenSource {
  readonly onDidChange = new Emitter<void>().event;
  readonly asked: GraphTokenRequest[] = [];
  tenantId: string | undefined;
  constructor(public accessToken: string | undefined = "graph-access-token-canary") {}
  token = (request: GraphTokenRequest): Promise<GraphToken | undefined> => {
    this.asked.push(request);
    if (this.accessToken === undefined) return Promise.resolve(undefined);
    const suffix = request.wwwAuthenticate === undefined ? "" : "-with-claims";
    return Promise.resolve({
      accessToken: this.accessToken + suffix,
      accountLabel: "ada@contoso.test",
      tenantId: this.tenantId,
      scopes: undefined,
      directoryRoles: undefined,
    });
  };
}

/** The failure that `work` ends with. */
export async function failureOf(work: Promise<unknown>): Promise<{
  code: string;
  message: string;
  facts: Readonly<Record<string, unknown>>;
  cause?: unknown;
}> {
  try {
    await work;
  } catch (error) {
    return error as Awaited<ReturnType<typeof failureOf>>;
  }
  throw new Error("It did not fail.");
}

/** One SecretStorage; several windows may share it. Counts what is asked of it. */
export class MemorySecrets {
  readonly entries = new Map<string, string>();
  /** Fires when a test says so. */
  readonly changed = new Emitter<string>();
  readonly onDidChange = this.changed.event;
  reads = 0;
  writes = 0;
  get = (key: string): Promise<string | undefined> => {
    this.reads++;
    return Promise.resolve(this.entries.get(key));
  };
  set = (key: string, value: string): Promise<void> => {
    this.writes++;
    this.entries.set(key, value);
    return Promise.resolve();
  };
  delete = (key: string): Promise<void> => {
    this.entries.delete(key);
    return Promise.resolve();
  };
}
