import type { Answer, StageId } from "../../../core/mail/probe";
import { LineSplitter } from "../mail/lineSplitter";
import type { Heard } from "../mail/mailLogin";
import type { StageRecorder } from "../mail/stageRecorder";
import { parseCapabilities, parseChallenge, parseStatusLine, type StatusLine } from "./serverLines";

/** What a failed stage says beside the server's words. */
export interface ProtocolFault {
  readonly code: "PROTOCOL";
  readonly text: string;
}

/** Commands that begin a stage. */
const stageOf: Readonly<Partial<Record<string, StageId>>> = {
  STARTTLS: "tls",
  AUTHENTICATE: "authenticate",
  EXAMINE: "open",
};

/**
 * Listens to a connection from the side: to what the server says, as it says it, and to the names of the
 * commands that go out. imapflow keeps of both only what its callers need, so a BYE, a web server's answer and
 * the words after OK would be lost.
 */
export class ImapConversation implements Heard {
  greeting: string | undefined;
  capabilities: readonly string[] = [];
  authenticate: Answer | undefined;
  open: Answer | undefined;
  bye: string | undefined;
  private challenge: string | undefined;
  private command: { readonly tag: string; readonly name: string } | undefined;
  private readonly splitter = new LineSplitter((line) => this.hear(line));

  constructor(
    private readonly recorder: StageRecorder,
    private readonly clean: (text: string) => string,
    private readonly onFault: (fault: ProtocolFault) => void,
  ) {}

  readonly feed = (chunk: Buffer): void => this.splitter.feed(chunk);

  /** Told the line of each command as imapflow logs it, credentials left out. */
  commandSent(line: string): void {
    const match = /^([0-9A-F]+) ([A-Z]+)/.exec(line);
    if (match === null) return;
    const [, tag = "", name = ""] = match;
    this.command = { tag, name };
    if (name === "CAPABILITY") return;
    if (this.recorder.under === "capability") this.recorder.finish(this.capabilityWords());
    const stage = stageOf[name];
    if (stage !== undefined) this.recorder.begin(stage);
  }

  private hear(line: string): void {
    if (this.greeting === undefined) return this.hearGreeting(line);
    if (this.command?.name === "CAPABILITY") this.offered(parseCapabilities(line));
    if (this.command?.name === "AUTHENTICATE") this.challenge ??= parseChallenge(line);
    const status = parseStatusLine(line);
    if (status === undefined) return;
    // The BYE that answers LOGOUT is politeness and explains nothing.
    const ends = status.tag === "*" && status.status === "BYE" && this.command?.name !== "LOGOUT";
    if (ends) this.bye ??= this.clean(words(status));
    if (status.tag === this.command?.tag) this.hearAnswer(status, this.command.name);
  }

  private hearGreeting(line: string): void {
    const status = parseStatusLine(line);
    if (status?.tag === "*" && status.status === "OK") {
      this.greeting = this.clean(status.text);
      this.offered(parseCapabilities(status.code));
      this.recorder.finish(status.text);
      this.recorder.begin("capability");
      return;
    }
    this.greeting = this.clean(line);
    if (status?.tag === "*" && status.status === "BYE") {
      this.bye = this.clean(words(status));
      return;
    }
    // PREAUTH: the server lets in whom it does not know, so nothing would be shown about the token.
    const text =
      status === undefined
        ? "The server does not speak IMAP."
        : "The server asks nobody to sign in.";
    this.onFault({ code: "PROTOCOL", text });
  }

  private offered(capabilities: readonly string[] | undefined): void {
    if (capabilities !== undefined) this.capabilities = capabilities.map(this.clean);
  }

  private hearAnswer({ status, code, text }: StatusLine, command: string): void {
    if (status === "BYE" || status === "PREAUTH") return;
    const answer = {
      accepted: status === "OK",
      status,
      text: this.clean(words({ code, text })),
      challenge: undefined,
    };
    if (command === "AUTHENTICATE") {
      const challenge = this.challenge === undefined ? undefined : this.clean(this.challenge);
      this.authenticate = { ...answer, challenge };
    } else if (command === "EXAMINE") this.open = answer;
    else return;
    if (status === "OK") this.recorder.finish(`OK ${text}`);
    else this.recorder.fail(`${status} ${answer.text}`);
  }

  private capabilityWords(): string {
    const offered = this.capabilities.filter((word) =>
      /^AUTH=|^SASL-IR$|^LOGINDISABLED$/i.test(word),
    );
    return offered.length === 0 ? `${this.capabilities.length} capabilities` : offered.join(" ");
  }
}

function words({ code, text }: Pick<StatusLine, "code" | "text">): string {
  return code === undefined ? text : `[${code}] ${text}`;
}
