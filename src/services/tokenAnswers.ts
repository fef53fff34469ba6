import { isCancelled } from "../base/errors";
import { SharedWork } from "../base/sharedWork";
import { type FailureCode, isFailure } from "../core/failure";
import { saslUser } from "../core/mail/loginTarget";
import { protocols } from "../core/mail/protocol";
import type { Mailbox } from "../core/mailbox/mailbox";
import { isConsentMissing } from "../core/oauth/consentMissing";
import type { AccessGrant, Clock, Log, StateStore } from "../core/ports";
import type { TokenAnswer } from "../core/tokenCommand/answer";
import { RateLimit } from "../core/tokenCommand/rateLimit";
import type { RefusalId } from "../core/tokenCommand/refusals";
import type { TokenRequest } from "../core/tokenCommand/request";
import { servedMailbox } from "../core/tokenCommand/served";
import type { TokenIssuer } from "../core/tokenCommand/tokenPorts";

/**
 * How often a mailbox may be asked: a mail program that opens a thousand folders at once is answered, one that calls in
 * a loop is told to wait.
 */
const rate = { burst: 1_000, perSecond: 5 } as const;

export interface TokenAnswersParts {
  readonly issuer: TokenIssuer;
  readonly state: Pick<StateStore, "state">;
  readonly clock: Clock;
  readonly log: Log;
}

/** Answers mail programs from what the person listed. */
export class TokenAnswers {
  private readonly limit: RateLimit;
  private readonly grants = new SharedWork<AccessGrant>();

  constructor(private readonly parts: TokenAnswersParts) {
    this.limit = new RateLimit(parts.clock, rate);
  }

  /**
   * Answers one request and leaves a line in the log, without the token.
   * @param signal aborts when the program has gone
   */
  async answer(request: TokenRequest, signal: AbortSignal): Promise<TokenAnswer> {
    const { log } = this.parts;
    const what = `${protocols[request.protocol].name} token of ${request.address}`;
    const answer = await this.decide(request, signal);
    if (answer.kind === "token") log.info(`Token command: ${what} handed to a program`);
    else log.warn(`Token command: ${what} refused (${answer.refusal})`);
    return answer;
  }

  private async decide(request: TokenRequest, signal: AbortSignal): Promise<TokenAnswer> {
    const { tokenCommand, mailboxes } = this.parts.state.state;
    // Another window may have switched it off a moment ago
    const served = tokenCommand.since === undefined ? [] : tokenCommand.served;
    const mailbox = servedMailbox(request, served, mailboxes);
    if (mailbox === undefined) return refused("notListed");
    if (!this.limit.take(mailbox.id)) return refused("tooMany");
    const work = `${request.protocol} ${mailbox.id}`;
    try {
      const grant = await this.grants.run(work, signal, (shared) =>
        this.parts.issuer.grant(mailbox.id, request.protocol, shared),
      );
      return tokenAnswer(mailbox, request, grant);
    } catch (error) {
      if (!isCancelled(error)) this.parts.log.error("Token command: no token.", error);
      return refused(refusalOf(error));
    }
  }
}

function tokenAnswer(
  mailbox: Mailbox,
  { protocol }: TokenRequest,
  grant: AccessGrant,
): TokenAnswer {
  const { accessToken, expiresAt } = grant;
  const user = saslUser(mailbox, protocols[protocol]) || mailbox.address;
  return { kind: "token", token: { accessToken, user, expiresAt } };
}

/** What a failure means for a program; everything else is for the log. */
const refusalsByCode: Readonly<Partial<Record<FailureCode, RefusalId>>> = {
  "oauth.interactionRequired": "signInAgain",
  "oauth.refused": "notPermitted",
  "oauth.unreachable": "unreachable",
  "oauth.timedOut": "unreachable",
  "secret.unreadable": "signInAgain",
};

function refusalOf(error: unknown): RefusalId {
  // Signed out between the look at the list and the token
  if (isFailure(error) && error.facts["input"] === "mailbox") return "notListed";
  if (isConsentMissing(error)) return "notPermitted";
  // A store that does not answer says nothing of the sign-in: it is locked, or the window is about to go
  if (isFailure(error, "secret.unreadable") && "reason" in error.facts) return "storeSilent";
  return (isFailure(error) ? refusalsByCode[error.code] : undefined) ?? "failed";
}

function refused(refusal: RefusalId): TokenAnswer {
  return { kind: "refused", refusal };
}
