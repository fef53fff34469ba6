import { throwIfAborted } from "../base/async";
import type { ProbeResult, ProtocolId, Stage, Transcript } from "../core/mail/probe";
import { protocols } from "../core/mail/protocol";
import type { Mailbox } from "../core/mailbox/mailbox";
import type { TokenInfo } from "../core/oauth/tokenInfo";
import type { Clock, Dialer, LicenceReader, Log, SettingsReader, StateStore } from "../core/ports";
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

export interface LoginTestOptions {
  /** A real message is sent to this address from the mailbox; SMTP and Graph only. */
  readonly sendTo?: string | undefined;
}

export interface LoginTestServiceParts {
  readonly mailboxes: MailboxService;
  readonly dialers: Readonly<Record<ProtocolId, Dialer>>;
  readonly licences: LicenceReader;
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
    options: LoginTestOptions = {},
  ): Promise<LoginReport> {
    const started = this.parts.clock.now();
    // Loaded with the first test
    const { attemptLogin } = await import("./mailboxWork");
    const outcome = await attemptLogin(
      this.parts,
      { mailboxId, protocol, ...options },
      signal,
      onStage,
    );
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
