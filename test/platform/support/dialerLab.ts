import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import type { Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inspect } from "node:util";
import type { Stage, Transcript } from "../../../src/core/mail/probe";
import { readReply } from "../../../src/core/mail/readReply";
import type { Dialer, LoginTarget } from "../../../src/core/ports";
import { tlsMaterial, type TlsMaterial } from "../../sandbox/tls";
import { mapHosts, unmapHosts } from "../../support/hostMap.cjs";
import { trustAuthority } from "../../support/trustAuthority";
import { startCountingLine } from "./countingLine";
import { failureOf } from "./fakes";
import type { Keys, MailScript, MailStub } from "./mailStub";

export const accessToken = `canary-${"t0ken".repeat(300)}`;
export const user = "ada@contoso.test";
/** What every dialer must send for {@link user} and {@link accessToken}. */
export const frame = Buffer.from(`user=${user}\x01auth=Bearer ${accessToken}\x01\x01`).toString(
  "base64",
);

export interface Login {
  readonly transcript: Transcript;
  readonly live: readonly Stage[];
  readonly took: number;
}

export type StartStub = (keys: Keys | undefined, script?: MailScript) => Promise<MailStub>;

/** Stages in the order in which they ended, a failed one with an exclamation mark. */
export const ids = (stages: readonly Stage[]): string[] =>
  stages.map(({ id, outcome }) => (outcome === "ok" ? id : `${id}!`));

/** `ok`, or the problem that was read from a transcript. */
export function problemOf(transcript: Transcript): string {
  const reading = readReply(transcript);
  return reading.ok ? "ok" : reading.problem;
}

/** Runs each limit a hundred times faster. */
export async function hurried<T>(work: () => Promise<T>): Promise<T> {
  const real = globalThis.setTimeout;
  globalThis.setTimeout = ((run: () => void, milliseconds?: number) =>
    real(
      run,
      (milliseconds ?? 0) >= 2_000 ? (milliseconds ?? 0) / 100 : milliseconds,
    )) as typeof setTimeout;
  try {
    return await work();
  } finally {
    globalThis.setTimeout = real;
  }
}

/** Writes `first`, and then `chunk` for as long as somebody takes it. */
export const flood =
  (first: string, chunk = Buffer.alloc(64 * 1024, 0x61)) =>
  (socket: Socket): undefined => {
    socket.write(first);
    const more = (): void => {
      while (!socket.destroyed && socket.write(chunk));
    };
    socket.on("drain", more);
    more();
  };

export const rest = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => void setTimeout(resolve, milliseconds));

export const silent = (): undefined => undefined;

export const listens = (socket: Socket): void => void socket.resume();

interface Certificates {
  readonly usual: TlsMaterial;
  /** Of an authority that nobody trusts. */
  readonly strange: TlsMaterial;
  readonly otherName: TlsMaterial;
  readonly expired: TlsMaterial;
}

let made: Promise<Certificates> | undefined;

/** Made once per process: keys take seconds on a busy machine. */
function certificates(): Promise<Certificates> {
  made ??= makeCertificates();
  return made;
}

async function makeCertificates(): Promise<Certificates> {
  const folder = mkdtempSync(join(tmpdir(), "mail-dialer-"));
  process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
  return {
    usual: await tlsMaterial(join(folder, "usual"), ["localhost", "mail.test", "127.0.0.1"]),
    strange: await tlsMaterial(join(folder, "strange"), ["localhost", "127.0.0.1"]),
    otherName: await tlsMaterial(join(folder, "other"), ["another.test"]),
    expired: await tlsMaterial(join(folder, "expired"), ["localhost"], -1),
  };
}

/** A dialer before scripted servers; sets up and cleans up around the tests of the suite it is made in. */
export class DialerLab {
  certificates!: Certificates;
  private readonly open: { close(): Promise<void> }[] = [];
  private endTrust: (() => void) | undefined;

  constructor(
    readonly dialer: Dialer,
    private readonly startStub: StartStub,
  ) {
    const prepare = async (): Promise<void> => {
      this.certificates = await certificates();
      this.endTrust = trustAuthority(this.certificates.usual.caFile);
    };
    before(async function makeCertificatesFirst() {
      this.timeout(60_000);
      await prepare();
    });
    afterEach(async () => void (await Promise.all(this.open.splice(0).map((one) => one.close()))));
    after(() => this.endTrust?.());
  }

  /** Starts a server that follows a script and ends with the test. */
  async start(script: MailScript = {}, keys: Keys = this.certificates.usual): Promise<MailStub> {
    return this.keep(await this.startStub(keys, script));
  }

  /** A server that has no certificate. */
  async startWithoutTls(script: MailScript): Promise<MailStub> {
    return this.keep(await this.startStub(undefined, script));
  }

  keep<T extends { close(): Promise<void> }>(one: T): T {
    this.open.push(one);
    return one;
  }

  target(port: number, more: Partial<LoginTarget> = {}): LoginTarget {
    return { host: "127.0.0.1", port, user, address: user, accessToken, ...more };
  }

  /** Logs in; nothing of the token may be in the transcript. */
  async login(port: number, more: Partial<LoginTarget> = {}): Promise<Login> {
    const live: Stage[] = [];
    const started = Date.now();
    const target = this.target(port, more);
    const transcript = await this.dialer.login(target, new AbortController().signal, (stage) =>
      live.push(stage),
    );
    assert.deepEqual(transcript.stages, live);
    assert.doesNotMatch(inspect(transcript, { depth: 8 }), /canary|Y2FuYXJ5/);
    return { transcript, live, took: Date.now() - started };
  }

  /** Logs in at another port than the stub's own, under the name mail.test. */
  async loginVia(stub: MailStub, port: number, more: Partial<LoginTarget> = {}): Promise<Login> {
    mapHosts({ [`mail.test:${port}`]: `127.0.0.1:${stub.port}` });
    try {
      return await this.login(port, { host: "mail.test", ...more });
    } finally {
      unmapHosts([`mail.test:${port}`]);
    }
  }

  /** Logs in and counts the turns of the client, goodbye included. */
  async loginCounted(stub: MailStub): Promise<Login & { readonly turns: number }> {
    const line = this.keep(await startCountingLine(stub.port));
    const login = await this.login(line.port);
    await rest(30);
    return { ...login, turns: line.turns };
  }

  /** Logs in and calls it off after some time. @returns the error, and how long it took to come */
  async cancelled(port: number): Promise<{ readonly code: string; readonly took: number }> {
    const controller = new AbortController();
    const stages: Stage[] = [];
    let aborted = 0;
    setTimeout(() => {
      aborted = Date.now();
      controller.abort();
    }, 100);
    const login = this.dialer.login(this.target(port), controller.signal, (one) =>
      stages.push(one),
    );
    const { code } = await failureOf(login);
    const took = Date.now() - aborted;
    const heard = stages.length;
    await rest(50);
    assert.equal(stages.length, heard, "a stage was told of after the end");
    return { code, took };
  }

  /** Trusts the authority of these keys in place of the usual one: both bear one name. */
  async trusting<T>(keys: TlsMaterial, work: () => Promise<T>): Promise<T> {
    this.endTrust?.();
    this.endTrust = trustAuthority(keys.caFile);
    try {
      return await work();
    } finally {
      this.endTrust();
      this.endTrust = trustAuthority(this.certificates.usual.caFile);
    }
  }
}
