import type { Socket } from "node:net";
import type { PeerCertificate } from "node:tls";
import type { ImapFlow } from "imapflow";
import { withTimeout } from "../../../base/async";
import { Redactor } from "../../../base/redact";
import type { Transcript, Stage, TlsFacts } from "../../../core/mail/probe";
import type { LoginTarget } from "../../../core/ports";
import { oneLine } from "../http/oneLine";
import { dialTcp, startTls, tlsFacts } from "./dial";
import { offersOAuth, readFlowError } from "./flowErrors";
import { flowOptions } from "./flowOptions";
import { ImapConversation } from "./imapConversation";
import { leanImapFlow } from "./leanImapFlow";
import { StageRecorder } from "./stageRecorder";

const wholeLimit = 30_000;
/** The verdict is known by then; a server that does not say goodbye is left. */
const logoutLimit = 2_000;
/** The port on which a connection begins without TLS and must change to it (RFC 8314 §3.2 wants 993). */
const startTlsPort = 143;

/** One login test, from the name lookup to the open mailbox. */
export class ImapLogin {
  private readonly recorder: StageRecorder;
  private readonly conversation: ImapConversation;
  private readonly redactor = new Redactor();
  private readonly sockets: Socket[] = [];
  private client: ImapFlow | undefined;
  private tls: TlsFacts | undefined;
  private messages: number | undefined;
  /** What ended the login early; the first word stands. */
  private failure: Transcript["failure"];
  private stopWaiting: () => void = () => undefined;
  private readonly stopped: Promise<void>;

  constructor(
    private readonly target: LoginTarget,
    onStage: (stage: Stage) => void,
  ) {
    this.hideCredentials();
    this.stopped = new Promise((resolve) => (this.stopWaiting = resolve));
    const onTimeout = (milliseconds: number): void =>
      this.stop("TIMEOUT", `No answer within ${milliseconds / 1000} s.`);
    this.recorder = new StageRecorder({ onStage, onTimeout, clean: this.clean });
    this.conversation = new ImapConversation(this.recorder, this.clean, ({ code, text }) =>
      this.stop(code, text),
    );
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
    this.client?.close();
    for (const socket of this.sockets) socket.destroy();
  }

  private async talk(): Promise<void> {
    const implicitTls = this.target.port !== startTlsPort;
    const socket = await this.connect(implicitTls);
    this.recorder.begin("greeting");
    const client = leanImapFlow(
      flowOptions({
        target: this.target,
        socket,
        implicitTls,
        upgrade: (onSecure) =>
          this.secure(socket, (secure) => {
            onSecure(secure);
            this.recorder.begin("capability");
          }),
        onData: this.conversation.feed,
        onCommand: (line) => this.conversation.commandSent(line),
        limit: wholeLimit,
      }),
    );
    this.client = client;
    // imapflow reports a connection that breaks between two commands as an event.
    client.on("error", (error: unknown) => this.judge(error));
    await client.connect();
    const mailbox = await client.mailboxOpen("INBOX", { readOnly: true });
    this.messages = mailbox.exists;
    await withTimeout(logoutLimit, undefined, () => client.logout()).catch(() => undefined);
  }

  /** Resolves with the socket that carries the first byte of IMAP. */
  private connect(implicitTls: boolean): Promise<Socket> {
    return new Promise((resolve, reject) => {
      const plain = dialTcp(this.target, this.recorder, () => {
        if (implicitTls) this.secure(plain, resolve).on("error", reject);
        else resolve(plain);
      });
      this.keep(plain).on("error", reject);
      plain.on("close", () => reject(new Error("The connection was closed.")));
    });
  }

  private secure(plain: Socket, onSecure: (socket: Socket) => void): Socket {
    const socket = startTls(this.target, plain, this.recorder, (facts, secure) => {
      this.tls = facts;
      onSecure(secure);
    });
    return this.keep(socket);
  }

  /** Remembers a socket to be destroyed, and why it broke: imapflow forgets it between its own listeners. */
  private keep(socket: Socket): Socket {
    this.sockets.push(socket);
    return socket.on("error", (error: NodeJS.ErrnoException & { cert?: PeerCertificate }) => {
      if (error.cert !== undefined) this.tls = tlsFacts(null, error.cert);
      this.stop(error.code ?? "CLOSED", error.message);
    });
  }

  private stop(code: string, text: string): void {
    this.failure ??= { code, text: this.clean(text) };
    this.stopWaiting();
  }

  /** Turns what imapflow threw into a failure, unless the server's answer already says it all. */
  private judge(error: unknown): void {
    const { authenticate, open, bye, capabilities } = this.conversation;
    const refused = [authenticate, open].some((answer) => answer?.accepted === false);
    const noMechanism = this.recorder.under === "capability" && capabilities.length > 0;
    if (refused) return this.stopWaiting();
    if (noMechanism && !offersOAuth(capabilities)) {
      this.recorder.finish(capabilities.join(" "));
      this.recorder.begin("authenticate");
      this.recorder.fail("The server does not offer XOAUTH2.");
      return this.stopWaiting();
    }
    const { code, text } = readFlowError(error, bye);
    this.stop(code, text);
  }

  private transcript(): Transcript {
    const { greeting, capabilities, authenticate, open, bye } = this.conversation;
    const { host, port, user } = this.target;
    if (this.recorder.under !== undefined && open?.accepted !== true) {
      this.recorder.fail(bye ?? this.failure?.text ?? "The connection ended.");
    }
    return {
      protocol: "imap",
      host,
      port,
      user,
      stages: this.recorder.stages,
      tls: this.tls,
      greeting,
      capabilities,
      authenticate,
      open,
      messages: this.messages,
      bye,
      failure: open?.accepted === true ? undefined : this.failure,
    };
  }

  private readonly clean = (text: string): string => oneLine(this.redactor.redact(text), 500);

  private hideCredentials(): void {
    const { user, accessToken, host, port } = this.target;
    this.redactor.hide(accessToken);
    // The frames of XOAUTH2 and OAUTHBEARER as imapflow builds them: a server may echo what it was sent.
    const frames = [`user=${user}`, `n,a=${user},\x01host=${host}\x01port=${port}`];
    for (const start of frames) {
      this.redactor.hide(
        Buffer.from(`${start}\x01auth=Bearer ${accessToken}\x01\x01`).toString("base64"),
      );
    }
  }
}
