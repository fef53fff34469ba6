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

/** The host of a protocol for mailboxes of this kind and cloud, whatever the domain of the address. */
export function usualHost(symptom: Pick<Symptom, "transcript" | "cloud" | "account">): string {
  const accounts = isPersonalAccount(symptom) ? "personal" : "work";
  return protocolOf(symptom).host(symptom.cloud, accounts) ?? symptom.cloud.imapHost;
}

/** False where a person named another host. */
export function isUsualHost(symptom: Pick<Symptom, "transcript" | "cloud" | "account">): boolean {
  return symptom.transcript.host.toLowerCase() === usualHost(symptom).toLowerCase();
}

/** The server saw the token and did not let it in. */
export function isDenied({ problem }: Pick<Symptom, "problem">): boolean {
  return (
    problem === "authenticateRefused" || problem === "notConnected" || problem === "mailboxDenied"
  );
}

/** Who signed in, as far as it is known. */
export function tokenUser({
  token,
  account,
}: Pick<Symptom, "token" | "account">): string | undefined {
  return token.username ?? (account.username === "" ? undefined : account.username);
}

/** The token is one of an app without a user: it names nobody, and has roles where others have scopes. */
export function isAppOnly({ token }: Pick<Symptom, "token">): boolean {
  return !token.opaque && token.username === undefined && token.scopes.length === 0;
}
