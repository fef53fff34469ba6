import { isCancelled } from "../base/errors";
import type { Finding } from "../core/diagnosis/finding";
import { isFailure } from "../core/failure";
import { loginTarget } from "../core/mail/loginTarget";
import type { ProtocolId, Stage, Transcript } from "../core/mail/probe";
import { protocols } from "../core/mail/protocol";
import { checkSaslValues } from "../core/mail/sasl";
import type { Mailbox } from "../core/mailbox/mailbox";
import { factsOfGrant } from "../core/oauth/grantFacts";
import type { TokenInfo } from "../core/oauth/tokenInfo";
import { isConsentMissing } from "../core/oauth/consentMissing";
import type {
  AccessGrant,
  Clock,
  Dialer,
  LicenceReader,
  Log,
  LoginTarget,
  SettingsReader,
} from "../core/ports";
import { checkLicence } from "./licenceCheck";
import { cloudOfMailbox } from "./mailboxCloud";

/** Where an attempt gets its mailbox and its token. */
interface GrantSource {
  get(mailboxId: string): Mailbox;
  grant(
    mailboxId: string,
    protocol: ProtocolId,
    signal: AbortSignal,
    options?: { readonly forceRefresh?: boolean },
  ): Promise<AccessGrant>;
  profileGrant(mailboxId: string, signal: AbortSignal): Promise<AccessGrant>;
}

export interface LoginAttemptParts {
  readonly mailboxes: GrantSource;
  readonly dialers: Readonly<Record<ProtocolId, Dialer>>;
  readonly licences: LicenceReader;
  readonly settings: SettingsReader;
  readonly clock: Clock;
  readonly log: Log;
}

/** What came of an attempt; nothing found means that the mailbox was opened. */
export interface LoginOutcome {
  readonly mailbox: Mailbox;
  readonly transcript: Transcript | undefined;
  readonly token: TokenInfo | undefined;
  readonly findings: readonly Finding[];
}

/** Which login is tried. */
export interface LoginToTry {
  readonly mailboxId: string;
  readonly protocol: ProtocolId;
  /** A real message is sent to this address from the mailbox; SMTP and Graph only. */
  readonly sendTo?: string | undefined;
}

/**
 * Gets a token, dials, and judges what was seen. Whatever goes wrong is a finding.
 * @throws CancelledError; Failure `input.invalid` (mailbox.missing)
 */
export async function attemptLogin(
  parts: LoginAttemptParts,
  { mailboxId, protocol, sendTo }: LoginToTry,
  signal: AbortSignal,
  onStage: (stage: Stage) => void,
): Promise<LoginOutcome> {
  const { mailboxes, settings, clock, log } = parts;
  const mailbox = mailboxes.get(mailboxId);
  const { address } = mailbox;
  let token: TokenInfo | undefined;
  let transcript: Transcript | undefined;
  try {
    const { isRefused, judge } = await import("../core/diagnosis/onDemand");
    const started = clock.now();
    const cloud = cloudOfMailbox(mailbox, settings);
    const targetOf = ({ accessToken }: AccessGrant): LoginTarget => ({
      ...loginTarget(mailbox, protocols[protocol], cloud, accessToken),
      sendTo,
    });
    let grant = await mailboxes.grant(mailboxId, protocol, signal);
    token = factsOfGrant(grant);
    transcript = await dial(parts, protocol, targetOf(grant), signal, onStage);
    // The server may know of an end that the token does not tell: revoked, or its clock is ahead
    if (isRefused(transcript) && !wasRenewed(mailbox, grant, started)) {
      log.info(
        `${protocols[protocol].name} refused the access token of ${address}; a fresh one is tried`,
      );
      grant = await mailboxes.grant(mailboxId, protocol, signal, { forceRefresh: true });
      token = factsOfGrant(grant);
      transcript = await dial(parts, protocol, targetOf(grant), signal, onStage);
    }
    const { account } = grant;
    const now = clock.now();
    const { findings } = judge({ transcript, token, account, address, cloud, now });
    return {
      mailbox,
      transcript,
      token,
      findings: await checkLicence(parts, mailbox, cloud, findings, signal),
    };
  } catch (error) {
    const { explainFailure, notPermitted } = await import("../core/diagnosis/onDemand");
    const finding = explainFailure(error);
    if (isCancelled(error) || finding === undefined) throw error;
    if (!isFailure(error)) log.error("The login test failed.", error);
    if (isConsentMissing(error)) {
      return { mailbox, transcript, token, findings: [notPermitted(protocols[protocol], finding)] };
    }
    const id = isFailure(error, "oauth.interactionRequired") ? "signInAgain" : finding.id;
    return { mailbox, transcript, token, findings: [{ ...finding, id }] };
  }
}

async function dial(
  parts: LoginAttemptParts,
  protocol: ProtocolId,
  target: LoginTarget,
  signal: AbortSignal,
  onStage: (stage: Stage) => void,
): Promise<Transcript> {
  checkSaslValues(target.address, target.accessToken);
  return await parts.dialers[protocol].login(target, signal, onStage);
}

/** True when the token that was there had ended, so that this one is new. */
function wasRenewed({ tokenExpiresAt }: Mailbox, { expiresAt }: AccessGrant, now: Date): boolean {
  if (tokenExpiresAt === undefined || tokenExpiresAt === expiresAt) return false;
  return Date.parse(tokenExpiresAt) <= now.getTime();
}
