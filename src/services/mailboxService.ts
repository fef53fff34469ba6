import { Emitter, type Event } from "../base/event";
import { lazy } from "../base/lazyPort";
import { type Disposable, DisposableStore } from "../base/lifecycle";
import type { ProtocolId } from "../core/mail/probe";
import type { MailServers } from "../core/mail/serverAddress";
import type { UsableCredential } from "../core/mailbox/usableCredentials";
import type { Mailbox } from "../core/mailbox/mailbox";
import type { AccessGrant, SignInInteraction } from "../core/ports";
import type { Registration } from "../core/registration/registration";
import type {
  MailboxServiceParts,
  MailboxSignIn,
  MailboxSignInAgain,
  SignedIn,
} from "./mailboxParts";
import type { SecretLoss } from "./secretCanary";
import { MailboxList } from "./mailboxList";

/** Mailboxes: signed in, kept signed in, signed out. What is done with them is loaded with the first of it. */
export class MailboxService implements Disposable {
  private readonly disposables = new DisposableStore();
  private readonly changed = this.disposables.add(new Emitter<void>());
  readonly onDidChange: Event<void> = this.changed.event;
  private readonly list: MailboxList;
  private readonly work = lazy(async () => {
    const { ClaimsMemory, MailboxGrants, MailboxSignIns, MailboxStore, SecretCanary } =
      await import("./mailboxWork");
    const store = new MailboxStore(this.parts.state, this.parts.newId);
    const claims = new ClaimsMemory();
    return {
      grants: new MailboxGrants(this.parts, store, claims),
      signIns: new MailboxSignIns(this.parts, store, claims),
      canary: new SecretCanary(this.parts),
    };
  });

  constructor(private readonly parts: MailboxServiceParts) {
    this.list = new MailboxList(parts.state);
    this.disposables.add(parts.state.onDidChange(() => this.changed.fire()));
  }

  get mailboxes(): readonly Mailbox[] {
    return this.list.all;
  }

  /** @throws Failure `input.invalid` (mailbox.missing) */
  get(mailboxId: string): Mailbox {
    return this.list.get(mailboxId);
  }

  /** The credentials of a registration whose value or key is on this computer, the one that lasts longest first. */
  async credentials(registration: Registration): Promise<readonly UsableCredential[]> {
    const { signIns } = await this.work();
    return signIns.credentials(registration);
  }

  /** @throws Failure `oauth.*`, `input.invalid`, `secret.unreadable`; CancelledError */
  async signIn(
    wish: MailboxSignIn,
    interaction: SignInInteraction,
    signal: AbortSignal,
  ): Promise<SignedIn> {
    const { signIns, canary } = await this.work();
    const signedIn = await signIns.signIn(wish, interaction, signal);
    await canary.plant();
    return signedIn;
  }

  /**
   * Renews a sign-in: the identity in the token decides again, the address that is opened stays.
   * @throws Failure `oauth.*`, `input.invalid`, `secret.unreadable`; CancelledError
   */
  async signInAgain(
    wish: MailboxSignInAgain,
    interaction: SignInInteraction,
    signal: AbortSignal,
  ): Promise<SignedIn> {
    const { signIns, canary } = await this.work();
    const signedIn = await signIns.signInAgain(wish, interaction, signal);
    await canary.plant();
    return signedIn;
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
    options: { readonly forceRefresh?: boolean } = {},
  ): Promise<AccessGrant> {
    const { grants } = await this.work();
    return await grants.grant(mailboxId, protocol, signal, options);
  }

  /** A token for reading who signed in. @throws as {@link grant} */
  async profileGrant(mailboxId: string, signal: AbortSignal): Promise<AccessGrant> {
    const { grants } = await this.work();
    return await grants.profileGrant(mailboxId, signal);
  }

  /** Forgets the mailbox and, when no other mailbox uses them, its tokens. @throws Failure `secret.unreadable` */
  async signOut(mailboxId: string): Promise<void> {
    const { grants } = await this.work();
    await grants.signOut(mailboxId);
  }

  /**
   * Deletes every secret this extension has stored, and signs all mailboxes out. Goes on past a failure.
   * @throws the first failure, after everything else was removed
   */
  async removeAllSecrets(): Promise<void> {
    const { grants } = await this.work();
    await grants.removeAllSecrets();
  }

  /** What this editor has lost of the stored secrets, to be told once; the mailboxes are marked. */
  async takeLoss(): Promise<SecretLoss | undefined> {
    const { mailboxes, secretCanary } = this.parts.state.state;
    if (mailboxes.length === 0 && secretCanary.plantedAt === undefined) return undefined;
    const { canary } = await this.work();
    return await canary.takeLoss();
  }

  /** Losses of secrets are noticed and not told any more. */
  async ignoreLosses(): Promise<void> {
    const { canary } = await this.work();
    await canary.switchOff();
  }

  /**
   * Opens one more mailbox with the sign-in of another: a shared one to which the person has been let in.
   * @throws Failure `input.invalid` (address.*, mailbox.missing)
   */
  async openAlso(mailboxId: string, address: string): Promise<Mailbox> {
    const { signIns } = await this.work();
    return await signIns.openAlso(mailboxId, address);
  }

  /** Names servers for a mailbox in place of those of its cloud. @throws Failure `input.invalid` (mailbox.missing) */
  async setServers(mailboxId: string, servers: MailServers): Promise<void> {
    const { signIns } = await this.work();
    await signIns.setServers(mailboxId, servers);
  }

  /**
   * Opens another address with the same sign-in: a shared mailbox, or an alias.
   * @throws Failure `input.invalid`
   */
  async setAddress(mailboxId: string, address: string): Promise<void> {
    const { signIns } = await this.work();
    await signIns.setAddress(mailboxId, address);
  }

  dispose(): void {
    this.disposables.dispose();
  }
}
