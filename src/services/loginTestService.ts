import { throwIfAborted } from "../base/async";
import { isCancelled } from "../base/errors";
import type { Cloud } from "../core/cloud";
import type { Finding } from "../core/diagnosis/finding";
import { Failure, isFailure } from "../core/failure";
import type { ProbeResult, ProtocolId, Stage, Transcript } from "../core/mail/probe";
import { protocols } from "../core/mail/protocol";
import { checkSaslValues } from "../core/mail/sasl";
import { loginTarget } from "../core/mail/loginTarget";
import type { Mailbox } from "../core/mailbox/mailbox";
import { readTokenInfo, type TokenInfo } from "../core/oauth/tokenInfo";
import type { AccessGrant, Clock, Dialer, Log, SettingsReader, StateStore } from "../core/ports";
import { cloudOfMailbox } from "./mailboxCloud";
import type { MailboxService } from "./mailboxService";

/** One login test from beginning to end, for the report. */
export interface LoginReport {
  readonly mailbox: Mailbox;
  readonly result: ProbeResult;
  /** Undefined when there was no token to dial with. */
  readonly transcript: Transcript | undefined;
  readonly token: TokenInfo | undefined;
  /** The machine the test ran on. */
  readonly machine: string;
}

export interface LoginTestServiceParts {
  readonly mailboxes: MailboxService;
  readonly dialers: Readonly<Partial<Record<ProtocolId, Dialer>>>;
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
   * Tests the login of a mailbox by one protocol and keeps the result with it. Whatever goes wrong is a finding.
   * @throws CancelledError; Failure `input.invalid` (mailbox.missing)
   */
  async test(
    mailboxId: string,
    protocol: ProtocolId,
    signal: AbortSignal,
    onStage: (stage: Stage) => void,
  ): Promise<LoginReport> {
    const started = this.parts.clock.now();
    const outcome = await this.attempt(mailboxId, protocol, signal, onStage);
    throwIfAborted(signal);
    const { transcript, token, findings } = outcome;
    const result: ProbeResult = {
      protocol,
      at: started.toISOString(),
      ok: findings.length === 0,
      milliseconds: this.parts.clock.now().getTime() - started.getTime(),
      messages: findings.length === 0 ? transcript?.messages : undefined,
      findings,
    };
    const mailbox = await this.keep(mailboxId, outcome.mailbox, result);
    const report = { mailbox, result, transcript, token, machine: this.parts.machine };
    this.reports.set(reportKey(mailboxId, protocol), report);
    const outcomeWords = result.ok ? "opened" : findings.map(({ id }) => id).join(", ");
    this.parts.log.info(
      `${protocols[protocol].name} login of ${mailbox.address}: ${outcomeWords} (${result.milliseconds} ms)`,
    );
    return report;
  }

  /** The newest report of this window. */
  lastReport(mailboxId: string, protocol: ProtocolId): LoginReport | undefined {
    return this.reports.get(reportKey(mailboxId, protocol));
  }

  private async attempt(
    mailboxId: string,
    protocol: ProtocolId,
    signal: AbortSignal,
    onStage: (stage: Stage) => void,
  ): Promise<Outcome> {
    const { mailboxes, settings, clock, log } = this.parts;
    const mailbox = mailboxes.get(mailboxId);
    const { address } = mailbox;
    let token: TokenInfo | undefined;
    let transcript: Transcript | undefined;
    try {
      const { isRefused, judge } = await import("../core/diagnosis/onDemand");
      const started = clock.now();
      const cloud = cloudOfMailbox(mailbox, settings);
      let grant = await mailboxes.grant(mailboxId, protocol, signal);
      token = tokenFacts(grant);
      transcript = await this.dial(mailbox, protocol, cloud, grant, signal, onStage);
      // The server may know of an end that the token does not tell: revoked, or its clock is ahead
      if (isRefused(transcript) && !wasRenewed(mailbox, grant, started)) {
        log.info(
          `${protocols[protocol].name} refused the access token of ${address}; a fresh one is tried`,
        );
        grant = await mailboxes.grant(mailboxId, protocol, signal, { forceRefresh: true });
        token = tokenFacts(grant);
        transcript = await this.dial(mailbox, protocol, cloud, grant, signal, onStage);
      }
      const { account } = grant;
      const now = clock.now();
      const { findings } = judge({ transcript, token, account, address, cloud, now });
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
    mailbox: Mailbox,
    protocol: ProtocolId,
    cloud: Cloud,
    { accessToken }: AccessGrant,
    signal: AbortSignal,
    onStage: (stage: Stage) => void,
  ): Promise<Transcript> {
    const target = loginTarget(mailbox, protocols[protocol], cloud, accessToken);
    checkSaslValues(target.user, accessToken);
    const dialer = this.parts.dialers[protocol];
    if (dialer === undefined) {
      throw new Failure("input.invalid", `Nothing here speaks ${protocols[protocol].name}.`, {
        input: "protocol",
        problem: "unknown",
      });
    }
    return await dialer.login(target, signal, onStage);
  }

  /** A mailbox that was signed out meanwhile stays signed out; its report is still of use. */
  private async keep(mailboxId: string, tested: Mailbox, result: ProbeResult): Promise<Mailbox> {
    const probes = { [result.protocol]: result };
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

function reportKey(mailboxId: string, protocol: ProtocolId): string {
  return `${protocol} ${mailboxId}`;
}

interface Outcome {
  readonly mailbox: Mailbox;
  readonly transcript: Transcript | undefined;
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
