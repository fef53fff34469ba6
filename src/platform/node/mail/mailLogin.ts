import type { Socket } from "node:net";
import type { TLSSocket } from "node:tls";
import { withTimeout } from "../../../base/async";
import type { Answer, ProtocolId, Stage, TlsFacts, Transcript } from "../../../core/mail/probe";
import type { LoginTarget } from "../../../core/ports";
import { dialTcp, startTls, watchTls } from "./dial";
import { StageRecorder } from "./stageRecorder";
import { cleanerFor } from "./xoauth2";

const wholeLimit = 30_000;
/** A server that does not take the goodbye is left without. */
const goodbyeLimit = 2_000;

/** What the server said, as far as a transcript keeps it. */
export interface Heard {
  readonly greeting: string | undefined;
  readonly capabilities: readonly string[];
  readonly authenticate: Answer | undefined;
  readonly open: Answer | undefined;
  readonly send?: Answer | undefined;
  readonly bye: string | undefined;
}

/**
 * One login test, from the name lookup to the open mailbox: what all mail protocols share. It knows the sockets and
 * their end, the limits, and the first reason why nothing came of it; a protocol adds the talk.
 */
export abstract class MailLogin {
  protected readonly recorder: StageRecorder;
  /** Makes text of the server fit to be shown. */
  protected readonly clean: (text: string) => string;
  protected messages: number | undefined;
  private readonly sockets: Socket[] = [];
  private tls: TlsFacts | undefined;
  /** What ended the login early; the first word stands. */
  private failure: Transcript["failure"];
  private stopWaiting: () => void = () => undefined;
  private readonly stopped: Promise<void>;

  constructor(
    private readonly protocol: ProtocolId,
    protected readonly target: LoginTarget,
    onStage: (stage: Stage) => void,
  ) {
    this.clean = cleanerFor(target);
    this.stopped = new Promise((resolve) => (this.stopWaiting = resolve));
    const onTimeout = (milliseconds: number): void =>
      this.stop("TIMEOUT", `No answer within ${milliseconds / 1000} s.`);
    this.recorder = new StageRecorder({ onStage, onTimeout, clean: this.clean });
  }

  /** Never rejects: whatever happens is in the transcript. */
  async run(): Promise<Transcript> {
    const timer = setTimeout(
      () => this.stop("TIMEOUT", `Not finished within ${wholeLimit / 1000} s.`),
      wholeLimit,
    );
    try {
      await Promise.race([this.talk(), this.stopped]);
    } catch (error) {
      this.judge(error);
    } finally {
      clearTimeout(timer);
      this.end();
    }
    return this.transcript();
  }

  /** Lets go of everything, at once. */
  end(): void {
    this.recorder.stop();
    for (const socket of this.sockets) socket.destroy();
  }

  protected abstract readonly heard: Heard;

  /** Ends when the mailbox is open, when the server refused, or by {@link stop}. */
  protected abstract talk(): Promise<void>;

  /** Turns what was thrown into a failure, unless the server's answer already says it all. */
  protected abstract judge(error: unknown): void;

  /** Resolves with the socket that carries the first byte of the protocol. */
  protected connect(implicitTls: boolean): Promise<Socket> {
    return new Promise((resolve, reject) => {
      const plain = dialTcp(this.target, this.recorder, () => {
        if (implicitTls) this.secure(plain, resolve).on("error", reject);
        else resolve(plain);
      });
      this.keep(plain).on("error", reject);
      plain.on("close", () => reject(new Error("The connection was closed.")));
    });
  }

  protected secure(plain: Socket, onSecure: (socket: Socket) => void): Socket {
    const secure = startTls(this.target, plain);
    this.watch(secure, () => onSecure(secure));
    return secure;
  }

  /** Takes the stage of a TLS socket whose handshake is about to begin. */
  protected watch(secure: TLSSocket, onSecure: () => void): void {
    this.keep(secure);
    watchTls(secure, this.recorder, { onCertificate: (facts) => (this.tls = facts), onSecure });
  }

  /** Resolves when all that was written has left; the verdict is known by then. */
  protected async flushed(): Promise<void> {
    const socket = this.sockets.at(-1);
    if (socket === undefined) return;
    const left = (): Promise<void> => new Promise((resolve) => socket.end(() => resolve()));
    await withTimeout(goodbyeLimit, undefined, left).catch(() => undefined);
  }

  /** The server does not take what we have to show. */
  protected refuseWithoutXoauth2(): void {
    this.recorder.begin("authenticate");
    this.recorder.fail("The server does not offer XOAUTH2.");
    this.stopWaiting();
  }

  /** Remembers a socket to be destroyed, and why it broke: libraries forget it between their own listeners. */
  private keep(socket: Socket): Socket {
    this.sockets.push(socket);
    return socket.prependListener("error", ({ code, message }: NodeJS.ErrnoException) =>
      this.stop(code ?? "CLOSED", message),
    );
  }

  protected stop(code: string, text: string): void {
    this.failure ??= { code, text: this.clean(text) };
    this.stopWaiting();
  }

  /** The server has said no, and nothing more is to be heard. */
  protected stopRefused(): void {
    this.stopWaiting();
  }

  private transcript(): Transcript {
    const { host, port, user } = this.target;
    const { greeting, capabilities, authenticate, open, send, bye } = this.heard;
    if (this.recorder.under !== undefined && !this.isDone()) {
      this.recorder.fail(bye ?? this.failure?.text ?? "The connection ended.");
    }
    return {
      protocol: this.protocol,
      host,
      port,
      user,
      stages: this.recorder.stages,
      tls: this.tls,
      greeting,
      capabilities,
      authenticate,
      open,
      ...(send === undefined ? {} : { send }),
      messages: this.messages,
      bye,
      failure: this.isDone() ? undefined : this.failure,
    };
  }

  private isDone(): boolean {
    const { open, send } = this.heard;
    const sent = this.target.sendTo === undefined || send?.accepted === true;
    return open?.accepted === true && sent;
  }
}
