import { randomUUID } from "node:crypto";
import type { Socket } from "node:net";
import type SmtpConnection from "nodemailer/lib/smtp-connection";
import type { Stage } from "../../../core/mail/probe";
import type { LoginTarget } from "../../../core/ports";
import { MailLogin } from "../mail/mailLogin";
import { decodeChallenge, xoauth2Frame } from "../mail/xoauth2";
import { type Ask, ownMechanism, smtpClient } from "./smtpClient";
import { SmtpConversation } from "./smtpConversation";
import { offers, offersMechanism, parseSmtpReply } from "./smtpReplyText";
import { testMessage } from "./testMessage";

/** The port on which a connection begins with TLS (RFC 8314 §3.3); on others it changes to TLS by STARTTLS. */
const implicitTlsPort = 465;
/** All that a server may send in one login, in bytes. */
const totalLimit = 256 * 1024;

/** One login test by SMTP: STARTTLS, AUTH XOAUTH2 once, MAIL FROM; a message only where one is asked for. */
export class SmtpLogin extends MailLogin {
  protected readonly heard: SmtpConversation;
  private readonly implicitTls: boolean;
  private client: SmtpConnection | undefined;
  private received = 0;

  constructor(target: LoginTarget, onStage: (stage: Stage) => void) {
    super("smtp", target, onStage);
    this.implicitTls = target.port === implicitTlsPort;
    this.heard = new SmtpConversation(
      this.recorder,
      this.clean,
      (code, text) => this.stop(code, text),
      this.implicitTls,
    );
  }

  override end(): void {
    this.client?.close();
    super.end();
  }

  protected async talk(): Promise<void> {
    const socket = await this.connect(this.implicitTls);
    this.recorder.begin("greeting");
    let ask: Ask | undefined;
    const client = smtpClient({
      target: this.target,
      socket,
      implicitTls: this.implicitTls,
      onReply: (text) => this.heard.hear(text),
      onCommand: (line) => this.heard.commandSent(line),
      onUpgrade: (secure) => {
        this.heard.secured();
        this.watch(secure, () => this.limit(secure));
      },
      onInjection: () =>
        this.stop("ERR_TLS_INJECTED", "Something was sent in clear text ahead of TLS."),
      signIn: async (send) => {
        ask = send;
        await this.signIn(send);
      },
    });
    this.client = client;
    client.on("error", (error: unknown) => this.judge(error));
    const ready = done((callback) => client.connect(callback));
    // nodemailer starts to read in the next turn; a listener added before would take the greeting from it.
    setImmediate(() => this.limit(socket));
    await ready;
    if (!offersMechanism(this.heard.extensions, "XOAUTH2")) return this.refuseWithoutXoauth2();
    await done((callback) => client.login({ method: ownMechanism }, callback));
    if (ask === undefined || !(await this.openMailbox(ask))) return;
    if (!(await this.sendMessage(client))) return;
    client.reset(() => undefined);
    client.quit();
    await this.flushed();
  }

  /** nodemailer's errors: the words of the server and of the sockets are known before. */
  protected judge(error: unknown): void {
    const { authenticate, open, send } = this.heard;
    if ([authenticate, open, send].some((answer) => answer?.accepted === false)) {
      return this.stopRefused();
    }
    const { code, message } = error as NodeJS.ErrnoException;
    this.stop(code === "EPROTOCOL" ? "PROTOCOL" : "CLOSED", message);
  }

  private async signIn(ask: Ask): Promise<void> {
    const { user, accessToken } = this.target;
    this.recorder.begin("authenticate");
    let text = await ask(`AUTH XOAUTH2 ${xoauth2Frame(user, accessToken)}`);
    let challenge: string | undefined;
    const first = parseSmtpReply(text);
    if (first?.code === "334") {
      challenge = decodeChallenge(first.lines[0]);
      // An empty line ends the exchange; the refusal follows (RFC 7628 §3.2.3)
      text = await ask("");
    }
    if (!this.heard.answered("authenticate", text, challenge)) {
      throw new Error("The sign-in was refused.");
    }
  }

  /** MAIL FROM is the first command that needs the right to send as this address. */
  private async openMailbox(ask: Ask): Promise<boolean> {
    this.recorder.begin("open");
    const { address } = this.target;
    const international = offers(this.heard.extensions, "SMTPUTF8") && /[^\x20-\x7e]/.test(address);
    const text = await ask(`MAIL FROM:<${address}>${international ? " SMTPUTF8" : ""}`);
    return this.heard.answered("open", text, undefined);
  }

  private async sendMessage(client: SmtpConnection): Promise<boolean> {
    const { address, sendTo } = this.target;
    if (sendTo === undefined) return true;
    await done((callback) => client.reset(callback));
    this.recorder.begin("send");
    // The answer to the message itself follows no command
    this.heard.expect();
    const message = testMessage(address, sendTo, new Date(), randomUUID());
    const text = await new Promise<string>((resolve, reject) =>
      client.send({ from: address, to: [sendTo] }, message, (error, info) => {
        const response = error === null ? info?.response : error.response;
        if (response === undefined) reject(error ?? new Error("No answer came to the message."));
        else resolve(response);
      }),
    );
    return this.heard.answered("send", text, undefined);
  }

  private limit(socket: Socket): void {
    socket.on("data", (chunk: Buffer) => {
      this.received += chunk.length;
      if (this.received > totalLimit) this.stop("PROTOCOL", `More than ${totalLimit} bytes came.`);
    });
  }
}

/** A callback of nodemailer's as a promise. */
function done(start: (callback: (error?: Error | null) => void) => void): Promise<void> {
  return new Promise((resolve, reject) => start((error) => (error ? reject(error) : resolve())));
}
