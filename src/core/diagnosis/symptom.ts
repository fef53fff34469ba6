import type { Cloud } from "../cloud";
import type { ImapProblem } from "../mail/imapReply";
import type { ImapTranscript, StageId } from "../mail/probe";
import type { MailboxAccount } from "../mailbox/mailbox";
import { consumersTenantId } from "../oauth/authority";
import type { TokenInfo } from "../oauth/tokenInfo";

/** Everything that is known when an IMAP login did not end in an open mailbox. */
export interface ImapSymptom {
  readonly problem: ImapProblem;
  readonly stage: StageId;
  readonly transcript: ImapTranscript;
  /** Facts of the token that was shown to the server. */
  readonly token: TokenInfo;
  readonly account: MailboxAccount;
  /** The address that was to be opened. */
  readonly address: string;
  readonly cloud: Cloud;
  readonly now: Date;
}

/** Personal accounts switch IMAP on themselves; for others an administrator does. */
export function isPersonalAccount({ account }: Pick<ImapSymptom, "account">): boolean {
  return account.tenantId.toLowerCase() === consumersTenantId;
}

/** The server saw the token and did not let it in. */
export function isDenied({ problem }: Pick<ImapSymptom, "problem">): boolean {
  return problem === "authenticateRefused" || problem === "notConnected";
}
