import { throwIfAborted } from "../base/async";
import { isCancelled } from "../base/errors";
import type { Cloud } from "../core/cloud";
import type { Finding } from "../core/diagnosis/finding";
import { isFailure } from "../core/failure";
import type { ImapTranscript, ProbeResult, Stage } from "../core/mail/probe";
import { imap } from "../core/mail/protocol";
import { checkSaslValues } from "../core/mail/sasl";
import type { Mailbox } from "../core/mailbox/mailbox";
import { readTokenInfo, type TokenInfo } from "../core/oauth/tokenInfo";
import type {
  AccessGrant,
  Clock,
  ImapDialer,
  Log,
  SettingsReader,
  StateStore,
} from "../core/ports";
import { cloudOfMailbox } from "./mailboxCloud";
import type { MailboxService } from "./mailboxService";

/** One login test from beginning to end, for the report. */
export interface LoginReport {
  readonly mailbox: Mailbox;
  readonly result: ProbeResult;
  /** Undefined when there was no token to dial with. */
  readonly transcript: ImapTranscript | undefined;
  readonly token: TokenInfo | undefined;
  /** The machine the test ran on. */
  readonly machine: string;
}

export interface LoginTestServiceParts {
  readonly mailboxes: MailboxService;
  readonly dialer: ImapDialer;
  readonly state: StateStore;
  readonly settings: SettingsReader;
  readonly clock: Clock;
  readonly machine: string;
  readonly log: Log;
}

/** Proves logins: token, connection, sign-in, open mailbox. Authentication alone is not access. */
export class LoginTestService {
  private readonly reports = new Map<string, LoginReport>();

  constructor(private readonly parts: LoginTestServiceParts) {}

  /**
   * Tests the IMAP login of a mailbox and keeps the result with it. Whatever goes wrong is a finding.
   * @throws CancelledError; Failure `input.invalid` (mailbox.missing)
   */
  async testImap(
    mailboxId: string,
    signal: AbortSignal,
    onStage: (stage: Stage) => void,
  ): Promise<LoginReport> {
    const started = this.parts.clock.now();
    const outcome = await this.attempt(mailboxId, signal, onStage);
    throwIfAborted(signal);
    const { transcript, token, findings } = outcome;
    const result: ProbeResult = {
      protocol: imap.id,
      at: started.toISOString(),
      ok: findings.length === 0,
      milliseconds: this.parts.clock.now().getTime() - started.getTime(),
      messages: findings.length === 0 ? transcript?.messages : undefined,
      findings,
    };
    const mailbox = await this.keep(mailboxId, outcome.mailbox, result);
    const report = { mailbox, result, transcript, token, machine: this.parts.machine };
    this.reports.set(mailboxId, report);
    const outcomeWords = result.ok ? "opened INBOX" : findings.map(({ id }) => id).join(", ");
    this.parts.log.info(
      `IMAP login of ${mailbox.address}: ${outcomeWords} (${result.milliseconds} ms)`,
    );
    return report;
  }

  /** The newest report of this window. */
  lastReport(mailboxId: string): LoginReport | undefined {
    return this.reports.get(mailboxId);
  }

  private async attempt(
    mailboxId: string,
    signal: AbortSignal,
    onStage: (stage: Stage) => void,
  ): Promise<Outcome> {
    const { mailboxes, settings, clock, log } = this.parts;
    const mailbox = mailboxes.get(mailboxId);
    const { address } = mailbox;
    let token: TokenInfo | undefined;
    let transcript: ImapTranscript | undefined;
    try {
      const { isRefused, judgeImap } = await import("../core/diagnosis/onDemand");
      const started = clock.now();
      const cloud = cloudOfMailbox(mailbox, settings);
      let grant = await mailboxes.grant(mailboxId, signal);
      token = tokenFacts(grant);
      transcript = await this.dial(mailbox, cloud, grant, signal, onStage);
      // The server may know of an end that the token does not tell: revoked, or its clock is ahead
      if (isRefused(transcript) && !wasRenewed(mailbox, grant, started)) {
        log.info(`IMAP refused the access token of ${address}; a fresh one is tried`);
        grant = await mailboxes.grant(mailboxId, signal, { forceRefresh: true });
        token = tokenFacts(grant);
        transcript = await this.dial(mailbox, cloud, grant, signal, onStage);
      }
      const { account } = grant;
      const now = clock.now();
      const { findings } = judgeImap({ transcript, token, account, address, cloud, now });
      return { mailbox, transcript, token, findings };
    } catch (error) {
      const { explainFailure } = await import("../core/diagnosis/onDemand");
      const finding = explainFailure(error);
      if (isCancelled(error) || finding === undefined) throw error;
      if (!isFailure(error)) log.error("The login test failed.", error);
      const id = isFailure(error, "oauth.interactionRequired") ? "signInAgain" : finding.id;
      return { mailbox, transcript, token, findings: [{ ...finding, id }] };
    }
  }

  private async dial(
    { address }: Mailbox,
    cloud: Cloud,
    { accessToken }: AccessGrant,
    signal: AbortSignal,
    onStage: (stage: Stage) => void,
  ): Promise<ImapTranscript> {
    checkSaslValues(address, accessToken);
    return await this.parts.dialer.login(
      { host: imap.host(cloud), port: imap.port, user: address, accessToken },
      signal,
      onStage,
    );
  }

  /** A mailbox that was signed out meanwhile stays signed out; its report is still of use. */
  private async keep(mailboxId: string, tested: Mailbox, result: ProbeResult): Promise<Mailbox> {
    const probes = { [imap.id]: result };
    await this.parts.state.update((state) => ({
      ...state,
      mailboxes: state.mailboxes.map((mailbox) =>
        mailbox.id === mailboxId
          ? { ...mailbox, probes: { ...mailbox.probes, ...probes } }
          : mailbox,
      ),
    }));
    return (
      this.parts.state.state.mailboxes.find(({ id }) => id === mailboxId) ?? { ...tested, probes }
    );
  }
}

interface Outcome {
  readonly mailbox: Mailbox;
  readonly transcript: ImapTranscript | undefined;
  readonly token: TokenInfo | undefined;
  readonly findings: readonly Finding[];
}

/** True when the token that was there had ended, so that this one is new. */
function wasRenewed({ tokenExpiresAt }: Mailbox, { expiresAt }: AccessGrant, now: Date): boolean {
  if (tokenExpiresAt === undefined || tokenExpiresAt === expiresAt) return false;
  return Date.parse(tokenExpiresAt) <= now.getTime();
}

/** What the token says, completed by what came with it: opaque tokens say nothing themselves. */
function tokenFacts({ accessToken, scopes, account, expiresAt }: AccessGrant): TokenInfo {
  const info = readTokenInfo(accessToken);
  return {
    ...info,
    scopes: info.opaque ? scopes : info.scopes,
    username: info.username ?? (account.username === "" ? undefined : account.username),
    tenantId: info.tenantId ?? account.tenantId,
    expiresAt: info.expiresAt ?? expiresAt,
  };
}
