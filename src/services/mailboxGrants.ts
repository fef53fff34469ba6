import { Failure, isFailure } from "../core/failure";
import type { ProtocolId } from "../core/mail/probe";
import { type Protocol, protocols } from "../core/mail/protocol";
import { isAppOnly, type Mailbox } from "../core/mailbox/mailbox";
import { appScope } from "../core/oauth/appScopes";
import { isConsentMissing } from "../core/oauth/consentMissing";
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
   * @throws Failure `oauth.interactionRequired` (the mailbox is marked), other `oauth.*`, `input.invalid`
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
    const client = await oauthClientOf(cloud, mailbox, this.parts);
    let grant: AccessGrant;
    try {
      grant = await this.ask(mailbox, client, protocols[protocol], forceRefresh, signal);
    } catch (error) {
      // A right that nobody agreed to says nothing about the sign-in as a whole
      if (isFailure(error, "oauth.interactionRequired") && !isConsentMissing(error)) {
        this.claims.keep(mailboxId, error);
        await this.store.change(mailboxId, (now) => ({ ...now, needsSignIn: true }));
      }
      throw error;
    }
    const kept = await this.store.change(mailboxId, (now) => ({
      ...now,
      needsSignIn: false,
      tokenExpiresAt: grant.expiresAt,
    }));
    if (!kept) await this.signedOutMeanwhile(mailbox);
    return grant;
  }

  private ask(
    { account: { homeAccountId }, ...mailbox }: Mailbox,
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
    return tokens.silent({ client, scopes, homeAccountId, forceRefresh }, signal);
  }

  /** Forgets the mailbox and, when no other mailbox uses them, its tokens. @throws Failure `secret.unreadable` */
  async signOut(mailboxId: string): Promise<void> {
    const mailbox = this.store.get(mailboxId);
    await this.accounts.removeUnused(mailbox, mailboxId);
    await this.store.remove(mailboxId);
  }

  /**
   * Deletes every secret this extension has stored, and signs all mailboxes out. Goes on past a failure.
   * @throws the first failure, after everything else was removed
   */
  async removeAllSecrets(): Promise<void> {
    await removeAllSecrets(this.parts);
  }

  /** A silent token may have written the tokens anew that a sign-out in another window removed: sign-out wins. */
  private async signedOutMeanwhile(mailbox: Mailbox): Promise<never> {
    await this.accounts.removeUnused(mailbox);
    throw new Failure("input.invalid", "The mailbox was signed out meanwhile.", {
      input: "mailbox",
      problem: "missing",
    });
  }
}
