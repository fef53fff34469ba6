import { createHash, timingSafeEqual } from "node:crypto";
import type { Socket } from "node:net";
import { withTimeout } from "../../../base/async";
import { isCodedError } from "../../../base/errors";
import type { Log } from "../../../core/ports";
import { type TokenAnswer, formatAnswer } from "../../../core/tokenCommand/answer";
import type { RefusalId } from "../../../core/tokenCommand/refusals";
import {
  type SignedRequest,
  longestRequest,
  parseRequest,
} from "../../../core/tokenCommand/request";
import type { AnswerRequest } from "../../../core/tokenCommand/tokenPorts";

/** A request is written at once: whoever takes longer for one line is not our program. */
const requestMilliseconds = 2_000;
/** The program gives up after 5 seconds. */
const answerMilliseconds = 4_500;
/** Whoever does not read the answer does not keep the connection. */
const lifeMilliseconds = 8_000;

const lineFeed = 0x0a;

export interface ConversationParts {
  readonly bearer: string;
  readonly answer: AnswerRequest;
  readonly log: Log;
}

/** Talks with one program: one line, one answer, the end. */
export class Conversation {
  private readonly gone = new AbortController();
  private readonly timers: readonly NodeJS.Timeout[];
  private readonly chunks: Buffer[] = [];
  private size = 0;
  private asked = false;

  constructor(
    private readonly socket: Socket,
    private readonly parts: ConversationParts,
  ) {
    const drop = (): void => void socket.destroy();
    const late = (): void => {
      if (!this.asked) drop();
    };
    this.timers = [setTimeout(late, requestMilliseconds), setTimeout(drop, lifeMilliseconds)];
    for (const timer of this.timers) timer.unref();
    socket.on("data", (chunk) => this.take(chunk));
    socket.on("error", drop);
    socket.on("close", () => this.end());
  }

  private take(chunk: Buffer): void {
    // After its line a program has nothing more to say
    if (this.asked) return void this.socket.destroy();
    this.chunks.push(chunk);
    this.size += chunk.length;
    if (this.size <= longestRequest && !chunk.includes(lineFeed)) return;
    this.asked = true;
    void this.respond(Buffer.concat(this.chunks));
  }

  private async respond(line: Buffer): Promise<void> {
    const answer = await this.answerTo(line);
    if (!this.gone.signal.aborted) this.socket.end(formatAnswer(answer));
  }

  private async answerTo(line: Buffer): Promise<TokenAnswer> {
    const request = parseRequest(line);
    if (request === undefined) return this.turnAway("misunderstood");
    if (!sameSecret(request.bearer, this.parts.bearer)) return this.turnAway("wrongBearer");
    return await this.grant(request);
  }

  private async grant({ address, protocol }: SignedRequest): Promise<TokenAnswer> {
    const { answer, log } = this.parts;
    try {
      return await withTimeout(answerMilliseconds, this.gone.signal, (signal) =>
        answer({ address, protocol }, signal),
      );
    } catch (error) {
      if (isCodedError(error, "timeout")) return refused("timeout");
      if (!this.gone.signal.aborted) log.error("The token command failed.", error);
      return refused("failed");
    }
  }

  private turnAway(refusal: RefusalId): TokenAnswer {
    this.parts.log.warn(`Token command: a call was turned away (${refusal})`);
    return refused(refusal);
  }

  private end(): void {
    for (const timer of this.timers) clearTimeout(timer);
    this.gone.abort();
  }
}

/** Compares in a time that does not depend on where, or in which length, the two differ. */
function sameSecret(a: string, b: string): boolean {
  return timingSafeEqual(digest(a), digest(b));
}

function digest(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}

function refused(refusal: RefusalId): TokenAnswer {
  return { kind: "refused", refusal };
}
