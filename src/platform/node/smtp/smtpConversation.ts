import type { Answer } from "../../../core/mail/probe";
import type { Heard } from "../mail/mailLogin";
import type { StageRecorder } from "../mail/stageRecorder";
import { extensionsIn, offers, parseSmtpReply, replyWords, type SmtpReply } from "./smtpReplyText";

/** The login ends here, for a reason that nodemailer would not see or not mind. */
export type EndLogin = (code: string, text: string) => void;

/**
 * Listens to a connection from the side, through nodemailer's transaction log: to each answer as the server gave it,
 * and to the commands that go out. nodemailer itself keeps of both only what its callers need.
 */
export class SmtpConversation implements Heard {
  greeting: string | undefined;
  /** As the server gave them. */
  extensions: readonly string[] = [];
  authenticate: Answer | undefined;
  open: Answer | undefined;
  send: Answer | undefined;
  bye: string | undefined;
  private command = "";
  /** How many answers are due; the greeting is the first. */
  private awaited = 1;
  private isSecure: boolean;

  constructor(
    private readonly recorder: StageRecorder,
    private readonly clean: (text: string) => string,
    private readonly end: EndLogin,
    implicitTls: boolean,
  ) {
    this.isSecure = implicitTls;
  }

  get capabilities(): readonly string[] {
    return this.extensions.map(this.clean);
  }

  /** TLS begins; what the server says from here on nobody else can have said. */
  secured(): void {
    this.isSecure = true;
    this.extensions = [];
  }

  commandSent(line: string): void {
    this.command = /^[A-Z]+/.exec(line)?.[0] ?? "";
    if (this.command === "EHLO") this.recorder.begin("capability");
    if (this.command === "STARTTLS") this.recorder.begin("tls");
    this.expect();
  }

  /** One more answer is due. */
  expect(): void {
    this.awaited += 1;
  }

  /** @param text one answer, with all its lines */
  hear(text: string): void {
    const reply = parseSmtpReply(text);
    // RFC 5321 §4.2.1: with 421 a server may leave at any time
    if (reply?.code === "421") this.leave(reply);
    this.awaited -= 1;
    if (this.awaited < 0) {
      return this.end("PROTOCOL", "The server answered what was not asked.");
    }
    if (this.greeting === undefined) return this.hearGreeting(text, reply);
    if (this.command === "EHLO") this.hearExtensions(reply);
    if (this.command === "STARTTLS") this.hearStartTls(reply);
  }

  /** Keeps the answer to a stage and ends the stage. @returns true when it is a yes */
  answered(
    stage: "authenticate" | "open" | "send",
    text: string,
    challenge: string | undefined,
  ): boolean {
    const reply = parseSmtpReply(text);
    if (reply === undefined || reply.kind === "3") {
      this.end("PROTOCOL", "The answer of the server is none of SMTP.");
      return false;
    }
    const answer: Answer = {
      accepted: reply.kind === "2",
      status: reply.code,
      text: this.clean(replyWords(reply)),
      challenge: challenge === undefined ? undefined : this.clean(challenge),
    };
    this[stage] = answer;
    const words = `${answer.status} ${answer.text}`;
    if (answer.accepted) this.recorder.finish(words);
    else this.recorder.fail(words);
    return answer.accepted;
  }

  private hearGreeting(text: string, reply: SmtpReply | undefined): void {
    this.greeting = this.clean(text);
    if (reply?.code === "220") this.recorder.finish(replyWords(reply));
    else if (reply === undefined) this.end("PROTOCOL", "The server does not speak SMTP.");
    else this.leave(reply);
  }

  private hearExtensions(reply: SmtpReply | undefined): void {
    if (reply === undefined)
      return this.end("PROTOCOL", "The answer of the server is none of SMTP.");
    if (reply.kind !== "2") return this.leave(reply);
    this.extensions = extensionsIn(reply);
    if (!this.isSecure && !offers(this.extensions, "STARTTLS")) {
      return this.end("ERR_TLS_NOT_OFFERED", "The server does not offer STARTTLS.");
    }
    const shown = this.extensions.filter((one) => /^(?:AUTH|STARTTLS)\b/i.test(one));
    const words = shown.length === 0 ? `${this.extensions.length} extensions` : shown.join(", ");
    this.recorder.finish(words);
  }

  private hearStartTls(reply: SmtpReply | undefined): void {
    if (reply?.code === "220") return;
    const words = reply === undefined ? "" : `: ${reply.code} ${replyWords(reply)}`;
    this.end("ERR_TLS_NOT_OFFERED", `The server refused STARTTLS${words}`);
  }

  private leave(reply: SmtpReply): void {
    this.bye ??= this.clean(`${reply.code} ${replyWords(reply)}`);
    const { under } = this.recorder;
    // These stages have answers of their own and end with them
    if (under === "authenticate" || under === "open" || under === "send") return;
    this.end("CLOSED", "The server closed the connection.");
  }
}
