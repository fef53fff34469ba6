import type { Answer, Stage } from "../../../core/mail/probe";
import type { LoginTarget } from "../../../core/ports";
import { type Heard, MailLogin } from "../mail/mailLogin";
import { decodeChallenge, xoauth2Frame } from "../mail/xoauth2";
import { parseReply, type PopReply, PopWire } from "./popWire";

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/**
 * One login test by POP3: AUTH XOAUTH2 on two lines, as Exchange wants it, then STAT. The first of the two lines asks
 * whether the server takes XOAUTH2 at all, so CAPA (RFC 2449) costs a round trip only where it does not.
 */
export class PopLogin extends MailLogin {
  protected readonly heard: Mutable<Heard> = {
    greeting: undefined,
    capabilities: [],
    authenticate: undefined,
    open: undefined,
    bye: undefined,
  };

  constructor(target: LoginTarget, onStage: (stage: Stage) => void) {
    super("pop", target, onStage);
  }

  protected async talk(): Promise<void> {
    const socket = await this.connect(true);
    // The connection may end between any two lines
    socket.on("close", () => this.stop("CLOSED", "The server closed the connection."));
    this.recorder.begin("greeting");
    const wire = new PopWire(socket, {
      // What was answered just before ends its stage first
      onUnasked: (line) => void setImmediate(() => this.hearUnasked(line)),
      onFault: (words) => this.fault(words),
    });
    if (!this.hearGreeting(await wire.line())) return;
    if (!(await this.authenticate(wire))) return;
    if (!(await this.openMailbox(wire))) return;
    // Its answer is not waited for: the verdict is known
    socket.write("QUIT\r\n");
    await this.flushed();
  }

  protected judge(error: unknown): void {
    this.stop("CLOSED", error instanceof Error ? error.message : "The connection was closed.");
  }

  private hearGreeting(line: string): boolean {
    this.heard.greeting = this.clean(line);
    const reply = parseReply(line);
    if (reply?.kind === "ok") {
      this.recorder.finish(line);
      return true;
    }
    if (reply?.kind === "error") this.heard.bye = this.clean(reply.text);
    else this.fault("The server does not speak POP3.");
    return false;
  }

  private async authenticate(wire: PopWire): Promise<boolean> {
    const { user, accessToken } = this.target;
    this.recorder.begin("authenticate");
    const first = await wire.ask("AUTH XOAUTH2");
    if (first?.kind === "error") {
      this.heard.authenticate = this.answer(first, undefined);
      const offered = await wire.askLines("CAPA");
      this.heard.capabilities = offered?.map(this.clean) ?? [];
      return this.answered("authenticate", first, undefined);
    }
    if (first?.kind !== "more") {
      return this.fault("The server did not ask for the token.");
    }
    let reply = await wire.ask(xoauth2Frame(user, accessToken));
    let challenge: string | undefined;
    if (reply?.kind === "more") {
      challenge = decodeChallenge(reply.text);
      // An empty line ends the exchange; the refusal follows (RFC 7628 §3.2.3)
      reply = await wire.ask("");
    }
    return this.answered("authenticate", reply, challenge);
  }

  private async openMailbox(wire: PopWire): Promise<boolean> {
    this.recorder.begin("open");
    const reply = await wire.ask("STAT");
    const count = /^(\d{1,9}) \d+/.exec(reply?.text ?? "")?.[1];
    if (reply?.kind === "ok" && count === undefined) {
      return this.fault("The server did not say how many messages there are.");
    }
    this.messages = reply?.kind === "ok" ? Number(count) : undefined;
    return this.answered("open", reply, undefined);
  }

  /** Keeps an answer and ends its stage. @returns true when it is the wanted one */
  private answered(
    stage: "authenticate" | "open",
    reply: PopReply | undefined,
    challenge: string | undefined,
  ): boolean {
    if (reply === undefined || reply.kind === "more") {
      return this.fault("The answer of the server is none of POP3.");
    }
    const answer = this.answer(reply, challenge);
    this.heard[stage] = answer;
    const words = `${answer.status} ${answer.text}`;
    if (answer.accepted) this.recorder.finish(words);
    else this.recorder.fail(words);
    return answer.accepted;
  }

  private answer({ kind, text }: PopReply, challenge: string | undefined): Answer {
    const accepted = kind === "ok";
    return {
      accepted,
      status: accepted ? "+OK" : "-ERR",
      text: this.clean(text),
      challenge: challenge === undefined ? undefined : this.clean(challenge),
    };
  }

  private hearUnasked(line: string): void {
    if (parseReply(line)?.kind !== "error") {
      this.fault("The server answered what was not asked.");
      return;
    }
    this.heard.bye ??= this.clean(line.slice("-ERR".length));
    this.stop("CLOSED", "The server closed the connection.");
  }

  private fault(words: string): false {
    this.stop("PROTOCOL", words);
    return false;
  }
}
