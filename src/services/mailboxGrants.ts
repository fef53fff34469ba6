import { Failure, isFailure } from "../core/failure";
import type { ProtocolId } from "../core/mail/probe";
import { type Protocol, protocols } from "../core/mail/protocol";
import { isAppOnly, type Mailbox } from "../core/mailbox/mailbox";
import { markedAs } from "../core/mailbox/tokenMark";
import { appScope } from "../core/oauth/appScopes";
import { endsSignIn } from "../core/oauth/endsSignIn";
import { protocolScopes } from "../core/oauth/scopes";
import type { AccessGrant, OAuthClient } from "../core/ports";
import { AccountTokens } from "./accountTokens";
import type { ClaimsMemory } from "./claimsMemory";
import { oauthClientOf } from "./mailboxClient";
import { cloudOfMailbox } from "./mailboxCloud";
import type { MailboxServiceParts } from "./mailboxParts";
import type { MailboxStore } from "./mailboxStore";
import { removeAllSecrets } from "./removeAllSecrets";

/** Tokens of signed-in mailboxes without a person at the screen, until they are signed out. */
export class MailboxGrants {
  private readonly accounts: AccountTokens;

  constructor(
    private readonly parts: MailboxServiceParts,
    private readonly store: MailboxStore,
    private readonly claims: ClaimsMemory,
  ) {
    this.accounts = new AccountTokens(parts, store);
  }

  /**
   * A token for one protocol, without asking the person.
   * @throws Failure `oauth.interactionRequired` (the owners of the tokens are told), other `oauth.*`, `input.invalid`
   *   (mailbox.missing, cloud.changed), `secret.unreadable`; CancelledError
   */
  async grant(
    mailboxId: string,
    protocol: ProtocolId,
    signal: AbortSignal,
    { forceRefresh = false }: { readonly forceRefresh?: boolean } = {},
  ): Promise<AccessGrant> {
    const mailbox = this.store.get(mailboxId);
    const cloud = cloudOfMailbox(mailbox, this.parts.settings);
    const { signInId } = mailbox.account;
    const client = await oauthClientOf(cloud, mailbox, this.parts);
    let grant: AccessGrant;
    try {
      grant = await this.ask(mailbox, client, protocols[protocol], forceRefresh, signal);
    } catch (error) {
      if (!isFailure(error, "oauth.interactionRequired")) throw error;
      const now = this.store.find(mailboxId)?.account ?? mailbox.account;
      // Somebody signed in anew meanwhile: the refused tokens are no longer those of the mailbox
      if (now.signInId !== signInId) return await this.grant(mailboxId, protocol, signal);
      if (endsSignIn(error)) this.claims.keep(mailboxId, error);
      throw error;
    }
    const { expiresAt, refreshes } = grant;
    const kept = await this.store.change(mailboxId, (now) =>
      now.account.signInId === signInId
        ? { ...markedAs(now, { needsSignIn: false, refreshes }), tokenExpiresAt: expiresAt }
        : now,
    );
    if (!kept) throw signedOutMeanwhile();
    return grant;
  }

  /**
   * A token that may read who signed in (Graph User.Read), where somebody agreed to it. Nothing is noted about the
   * sign-in, whatever comes of it.
   * @throws as {@link grant}
   */
  async profileGrant(mailboxId: string, signal: AbortSignal): Promise<AccessGrant> {
    const mailbox = this.store.get(mailboxId);
    const cloud = cloudOfMailbox(mailbox, this.parts.settings);
    const client = await oauthClientOf(cloud, mailbox, this.parts);
    const scopes = [`https://${cloud.graphHost}/User.Read`, "offline_access"];
    const { homeAccountId, signInId } = mailbox.account;
    return await this.parts.tokens.silent({ client, scopes, homeAccountId, signInId }, signal);
  }

  private ask(
    { account: { homeAccountId, signInId }, ...mailbox }: Mailbox,
    client: OAuthClient,
    protocol: Protocol,
    forceRefresh: boolean,
    signal: AbortSignal,
  ): Promise<AccessGrant> {
    const { tokens, appTokens } = this.parts;
    if (isAppOnly(mailbox)) {
      const scope = appScope(client.cloud, protocol.resource);
      return appTokens.acquire({ client, scope, forceRefresh }, signal);
    }
    const scopes = protocolScopes(client.cloud, protocol);
    return tokens.silent({ client, scopes, homeAccountId, signInId, forceRefresh }, signal);
  }

  /** Forgets the mailbox and, when no other mailbox uses them, its tokens. @throws Failure `secret.unreadable` */
  async signOut(mailboxId: string): Promise<void> {
    const mailbox = this.store.get(mailboxId);
    // The tokens first: should the editor stop in between, there are none without a mailbox
    await this.accounts.removeUnused(mailbox, mailboxId);
    const removed = await this.store.remove(mailbox);
    if (isAppOnly(mailbox)) return;
    // And again: another window may have refreshed them meanwhile, or signed in anew
    await this.accounts.removeUnused(mailbox);
    if (removed !== undefined) await this.accounts.removeUnused(removed);
  }

  /**
   * Deletes every secret this extension has stored, and signs all mailboxes out. Goes on past a failure.
   * @throws the first failure, after everything else was removed
   */
  async removeAllSecrets(): Promise<void> {
    await removeAllSecrets(this.parts);
  }
}

function signedOutMeanwhile(): Failure {
  return new Failure("input.invalid", "The mailbox was signed out meanwhile.", {
    input: "mailbox",
    problem: "missing",
  });
}
