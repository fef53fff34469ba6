import type { Cloud } from "../cloud";
import type { StageId, Transcript } from "../mail/probe";
import type { Problem } from "../mail/problem";
import { type Protocol, protocols } from "../mail/protocol";
import type { MailboxAccount } from "../mailbox/mailbox";
import { consumersTenantId } from "../oauth/authority";
import type { TokenInfo } from "../oauth/tokenInfo";

/** Everything that is known when a login did not end in an open mailbox. */
export interface Symptom {
  readonly problem: Problem;
  readonly stage: StageId;
  readonly transcript: Transcript;
  /** Facts of the token that was shown to the server. */
  readonly token: TokenInfo;
  readonly account: MailboxAccount;
  /** The address that was to be opened. */
  readonly address: string;
  readonly cloud: Cloud;
  readonly now: Date;
}

/** The way the mailbox was to be opened. */
export function protocolOf({ transcript }: Pick<Symptom, "transcript">): Protocol {
  return protocols[transcript.protocol];
}

/** Personal accounts switch IMAP and POP on themselves; for others an administrator does. */
export function isPersonalAccount({ account }: Pick<Symptom, "account">): boolean {
  return account.tenantId.toLowerCase() === consumersTenantId;
}

/** The server saw the token and did not let it in. */
export function isDenied({ problem }: Pick<Symptom, "problem">): boolean {
  return (
    problem === "authenticateRefused" || problem === "notConnected" || problem === "mailboxDenied"
  );
}
