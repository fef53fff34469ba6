import type { PeerCertificate } from "node:tls";
import { Redactor } from "../../../base/redact";
import { sameAddress } from "../../../core/mailbox/address";
import type { Answer, Stage, StageId, TlsFacts, Transcript } from "../../../core/mail/probe";
import type { LoginTarget } from "../../../core/ports";
import { oneLine } from "../http/oneLine";
import { networkReason } from "../http/networkReason";
import { tlsFacts } from "../mail/dial";
import { StageRecorder } from "../mail/stageRecorder";
import { isGraph, readGraphAnswer } from "./graphMailAnswer";
import { exchangeHttps, type GraphMailRequest } from "./httpsExchange";
import { messageToOneself } from "./messageToOneself";

const wholeLimit = 30_000;

/** What ended a login early. */
class Stopped extends Error {
  constructor(
    readonly code: string,
    text: string,
  ) {
    super(text);
  }
}

/** One login test: the access token, then the Inbox folder, then a message where one is asked for. */
export class GraphMailLogin {
  private readonly recorder: StageRecorder;
  private readonly redactor = new Redactor();
  private readonly controller = new AbortController();
  private tls: TlsFacts | undefined;
  private authenticate: Answer | undefined;
  private open: Answer | undefined;
  private send: Answer | undefined;
  private messages: number | undefined;
  private failure: Transcript["failure"];
  private timedOut: number | undefined;

  constructor(
    private readonly target: LoginTarget,
    onStage: (stage: Stage) => void,
  ) {
    this.redactor.hide(target.accessToken);
    const onTimeout = (milliseconds: number): void => {
      this.timedOut ??= milliseconds;
      this.controller.abort();
    };
    this.recorder = new StageRecorder({ onStage, onTimeout, clean: this.clean });
  }

  /** Never rejects: whatever happens is in the transcript. */
  async run(): Promise<Transcript> {
    const timer = setTimeout(() => {
      this.timedOut ??= wholeLimit;
      this.controller.abort();
    }, wholeLimit);
    try {
      await this.readInbox();
      if (this.open?.accepted === true && this.target.sendTo !== undefined) {
        await this.sendTo(this.target.sendTo);
      }
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
    this.controller.abort();
  }

  /** Graph "Get mailFolder": the token is judged first (401), then the right to the mailbox. */
  private async readInbox(): Promise<void> {
    const path = `${this.mailbox}/mailFolders/inbox?$select=displayName,totalItemCount`;
    const { answer, json } = await this.ask({ method: "GET", path }, "authenticate");
    if (answer.status === "401") {
      this.authenticate = answer;
      return this.recorder.fail(`401 ${answer.text}`);
    }
    this.authenticate = { ...answer, accepted: true, text: "" };
    this.recorder.finish("the access token is accepted");
    this.recorder.begin("open");
    this.open = answer;
    if (!answer.accepted) return this.recorder.fail(`${answer.status} ${answer.text}`);
    const count = json?.["totalItemCount"];
    this.messages = typeof count === "number" && Number.isSafeInteger(count) ? count : undefined;
    const name = json?.["displayName"];
    this.recorder.finish(typeof name === "string" ? `${answer.status} ${name}` : answer.status);
  }

  /** Graph "sendMail": 202 says that the message is accepted, not that it has arrived. */
  private async sendTo(address: string): Promise<void> {
    const body = JSON.stringify(messageToOneself(address));
    const path = `${this.mailbox}/sendMail`;
    const { answer } = await this.ask({ method: "POST", path, body }, "send");
    this.send = answer;
    if (answer.accepted) this.recorder.finish(`${answer.status} accepted`);
    else this.recorder.fail(`${answer.status} ${answer.text}`);
  }

  /** The mailbox of who signed in goes by `me`; a personal account has no other name in Graph. */
  private get mailbox(): string {
    const { user, address } = this.target;
    const own = user !== "" && sameAddress(user, address);
    return `/v1.0/${own ? "me" : `users/${encodeURIComponent(address)}`}`;
  }

  private async ask(
    request: Pick<GraphMailRequest, "method" | "path" | "body">,
    stage: StageId,
  ): Promise<ReturnType<typeof readGraphAnswer>> {
    const { host, port, accessToken } = this.target;
    const answer = await exchangeHttps(
      { host, port, accessToken, ...request },
      this.recorder,
      stage,
      {
        onTls: (facts) => (this.tls = facts),
        signal: this.controller.signal,
      },
    );
    const read = readGraphAnswer(answer, this.clean);
    if (isGraph(answer, read)) return read;
    throw new Stopped("PROTOCOL", `The answer (${answer.status}) is not Graph's.`);
  }

  private judge(error: unknown): void {
    const { cert } = error as { cert?: PeerCertificate };
    if (cert !== undefined) this.tls = tlsFacts(null, cert);
    if (this.timedOut !== undefined) {
      return this.stop("TIMEOUT", `No answer within ${this.timedOut / 1000} s.`);
    }
    const code =
      error instanceof Stopped
        ? error.code
        : networkReason(error).code.replace("UNKNOWN", "CLOSED");
    this.stop(code, error instanceof Error ? error.message : "The connection ended.");
  }

  private stop(code: string, text: string): void {
    this.failure ??= { code, text: this.clean(text) };
    if (this.recorder.under !== undefined) this.recorder.fail(text);
  }

  private transcript(): Transcript {
    const { host, port, user } = this.target;
    return {
      protocol: "graph",
      host,
      port,
      user,
      stages: this.recorder.stages,
      tls: this.tls,
      greeting: undefined,
      capabilities: [],
      authenticate: this.authenticate,
      open: this.open,
      send: this.send,
      messages: this.messages,
      bye: undefined,
      failure: this.failure,
    };
  }

  private readonly clean = (text: string): string => oneLine(this.redactor.redact(text), 500);
}
