import { Emitter, type Event } from "../base/event";
import { type Disposable, DisposableStore } from "../base/lifecycle";
import type { Cloud } from "../core/cloud";
import { Failure, isFailure } from "../core/failure";
import type { ProtocolId } from "../core/mail/probe";
import { protocols } from "../core/mail/protocol";
import { sameAddress } from "../core/mailbox/address";
import { currentSecret } from "../core/mailbox/currentSecret";
import type { Mailbox } from "../core/mailbox/mailbox";
import type { FlowId } from "../core/oauth/flow";
import { loopbackRedirectOf } from "../core/oauth/loopbackRedirect";
import { protocolScopes, signInScopes } from "../core/oauth/scopes";
import type {
  AccessGrant,
  Clock,
  Log,
  MailboxTokens,
  NewId,
  OAuthClient,
  SecretStore,
  SettingsReader,
  SignInInteraction,
  StateStore,
} from "../core/ports";
import { authorityTenantOf } from "../core/registration/audience";
import type { Registration } from "../core/registration/registration";
import { AccountTokens } from "./accountTokens";
import { cloudOfMailbox } from "./mailboxCloud";
import { MailboxStore, newMailbox } from "./mailboxStore";
import { removeAllSecrets } from "./removeAllSecrets";
import { renewClient } from "./renewedClient";
import { checkSignIn, chooseSecret, readClientSecret } from "./signInClient";

export interface MailboxServiceParts {
  readonly tokens: MailboxTokens;
  readonly secrets: SecretStore;
  readonly state: StateStore;
  readonly settings: SettingsReader;
  readonly clock: Clock;
  readonly newId: NewId;
  readonly log: Log;
}

export interface MailboxSignIn {
  readonly registration: Registration;
  /** Directory the registration lives in; needed when it is for one directory only. */
  readonly tenantId: string | undefined;
  readonly address: string;
  readonly flow: FlowId;
}

export interface MailboxSignInAgain {
  readonly mailboxId: string;
  readonly flow: FlowId;
  /** The registration as it is now, where it can be read: it tells whether the flow fits and which secret counts. */
  readonly registration?: Registration | undefined;
  /** The earlier identity was the wrong one: nobody is suggested, so that the page asks which account it is. */
  readonly chooseAccount?: boolean;
}

export interface SignedIn {
  readonly mailbox: Mailbox;
  /** Set when the address typed is not the identity in the token. The identity decided. */
  readonly mismatch: { readonly typed: string; readonly actual: string } | undefined;
}

/** Mailboxes: signed in, kept signed in, signed out. */
export class MailboxService implements Disposable {
  private readonly disposables = new DisposableStore();
  private readonly changed = this.disposables.add(new Emitter<void>());
  readonly onDidChange: Event<void> = this.changed.event;
  private readonly store: MailboxStore;
  private readonly accounts: AccountTokens;
  /** Mailboxes that the last sign-in renewed under another address than was typed. */
  private readonly renewed = new Set<string>();

  constructor(private readonly parts: MailboxServiceParts) {
    this.store = new MailboxStore(parts.state, parts.newId);
    this.accounts = new AccountTokens(parts.tokens, this.store, parts.log);
    this.disposables.add(parts.state.onDidChange(() => this.changed.fire()));
  }

  get mailboxes(): readonly Mailbox[] {
    return this.store.all;
  }

  /** @throws Failure `input.invalid` (mailbox.missing) */
  get(mailboxId: string): Mailbox {
    return this.store.get(mailboxId);
  }

  /** @throws Failure `oauth.*`, `input.invalid`, `secret.unreadable`; CancelledError */
  async signIn(
    { registration, tenantId, address, flow }: MailboxSignIn,
    interaction: SignInInteraction,
    signal: AbortSignal,
  ): Promise<SignedIn> {
    checkSignIn(registration, flow);
    const { cloud } = this.parts.settings;
    const now = this.parts.clock.now();
    const client = {
      cloudId: cloud.id,
      clientId: registration.appId,
      authorityTenant: authorityTenantOf(registration.signInAudience, tenantId),
      secretKeyId: chooseSecret(registration, flow, this.parts.state.state.storedSecrets, now),
      redirectUri: loopbackRedirectOf(registration)?.uri,
    };
    const scopes = signInScopes(cloud, registration);
    const typed = address.trim();
    const { redirectUri } = client;
    const request = { scopes, loginHint: typed === "" ? undefined : typed, flow, redirectUri };
    const grant = await this.parts.tokens.signIn(
      { client: await this.oauthClient(cloud, client), ...request },
      interaction,
      signal,
    );
    const actual = grant.account.username;
    // A token that names nobody leaves only what was typed
    const opened = actual === "" ? typed : actual;
    const facts = { ...client, address: opened, registrationName: registration.displayName, flow };
    const entry = newMailbox(facts, grant, now);
    const { mailbox, renewed } = await this.accounts.keptBy(entry, () => this.store.put(entry));
    const differs = typed !== "" && !sameAddress(typed, opened);
    this.parts.log.info(`Signed in ${opened} by ${flow} with client ID ${client.clientId}`);
    if (differs && renewed) this.renewed.add(mailbox.id);
    return { mailbox, mismatch: differs ? { typed, actual: opened } : undefined };
  }

  /**
   * The identity in the token decides again; the address that is opened stays, because a shared mailbox is
   * opened by another identity than its own. Tokens of the earlier identity go when nobody else needs them.
   * @throws Failure `oauth.*`, `input.invalid`, `secret.unreadable`; CancelledError
   */
  async signInAgain(
    { mailboxId, flow, registration, chooseAccount = false }: MailboxSignInAgain,
    interaction: SignInInteraction,
    signal: AbortSignal,
  ): Promise<SignedIn> {
    const { secrets, state, settings, clock } = this.parts;
    const before = this.store.get(mailboxId);
    const cloud = cloudOfMailbox(before, settings);
    const stores = { secrets, stored: state.state.storedSecrets, now: clock.now() };
    const same = registration?.appId === before.clientId ? registration : undefined;
    const facts = { ...before, ...(await renewClient(before, flow, same, stores)), flow };
    const { username } = before.account;
    const expected = chooseAccount ? before.address : username;
    const loginHint = username === "" ? before.address : username;
    const grant = await this.parts.tokens.signIn(
      {
        client: await this.oauthClient(cloud, facts),
        scopes: askAgain(cloud, before, same),
        loginHint: chooseAccount ? undefined : loginHint,
        flow,
        redirectUri: facts.redirectUri,
      },
      interaction,
      signal,
    );
    const entry = newMailbox(facts, grant, clock.now());
    const { mailbox } = await this.accounts.keptBy(entry, () => this.store.put(entry, mailboxId));
    await this.accounts.tryRemoveUnused(before);
    const actual = grant.account.username;
    const other = expected !== "" && actual !== "" && !sameAddress(expected, actual);
    return { mailbox, mismatch: other ? { typed: expected, actual } : undefined };
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
    const { homeAccountId } = mailbox.account;
    const client = await this.oauthClient(cloud, mailbox);
    const scopes = protocolScopes(cloud, protocols[protocol]);
    let grant: AccessGrant;
    try {
      grant = await this.parts.tokens.silent(
        { client, scopes, homeAccountId, forceRefresh },
        signal,
      );
    } catch (error) {
      if (isFailure(error, "oauth.interactionRequired")) {
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
    const { secrets, state, tokens, log } = this.parts;
    await removeAllSecrets({ secrets, state, tokens, log });
  }

  /**
   * Opens another address with the same sign-in: a shared mailbox, or an alias. A mailbox that was there
   * before this sign-in stays as it is, and the address becomes one of its own.
   * @throws Failure `input.invalid`
   */
  async setAddress(mailboxId: string, address: string): Promise<void> {
    const trimmed = address.trim();
    if (trimmed === "" || /\p{Cc}/u.test(trimmed)) {
      throw new Failure("input.invalid", "The address cannot be used.", { input: "address" });
    }
    if (this.renewed.delete(mailboxId)) {
      await this.store.put({ ...this.store.get(mailboxId), address: trimmed });
    } else {
      await this.store.change(mailboxId, (old) => ({ ...old, address: trimmed, probes: {} }));
    }
  }

  dispose(): void {
    this.disposables.dispose();
  }

  private async oauthClient(
    cloud: Cloud,
    mailbox: Pick<Mailbox, "clientId" | "authorityTenant" | "secretKeyId">,
  ): Promise<OAuthClient> {
    const { clientId, authorityTenant } = mailbox;
    const { secrets, state, clock } = this.parts;
    const keyId = currentSecret(clientId, mailbox.secretKeyId, state.state, clock.now());
    const clientSecret = await readClientSecret(secrets, clientId, keyId);
    return { cloud, clientId, authorityTenant, ...(clientSecret && { clientSecret }) };
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

/**
 * What a sign-in is renewed for: the earlier rights at its API, by which the person knows what they agree to, and those
 * that the registration declares for that API by now.
 */
function askAgain(
  cloud: Cloud,
  { scopes }: Mailbox,
  registration: Registration | undefined,
): readonly string[] {
  const declared = registration === undefined ? [] : signInScopes(cloud, registration);
  const mail = scopes.filter((scope) => scope.startsWith(cloud.mailScopePrefix));
  const earlier = mail.length > 0 ? mail : scopes.filter((scope) => scope.startsWith("https://"));
  const [first] = earlier.length > 0 ? earlier : declared;
  const api = first?.slice(0, first.lastIndexOf("/") + 1) ?? cloud.mailScopePrefix;
  const now = declared.filter((scope) => scope.startsWith(api));
  return [...new Set([...earlier, ...now, "offline_access"])];
}
