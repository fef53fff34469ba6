import { untilAborted } from "../base/async";
import { Emitter, type Event } from "../base/event";
import { DisposableStore } from "../base/lifecycle";
import { SharedWork } from "../base/sharedWork";
import { Failure } from "../core/failure";
import type {
  ApplicationDirectory,
  Clock,
  GraphTokenSource,
  Interaction,
  Log,
  NewId,
  SecretStore,
  SettingsReader,
  StateStore,
} from "../core/ports";
import { beginJournal, type Journal } from "../core/registration/journal";
import type { Plan } from "../core/registration/plan";
import type { Registration } from "../core/registration/registration";
import { secretKeyPrefixes } from "../core/secretKeys";
import { accountWatch } from "./accountWatch";
import { ClientSecretVault } from "./clientSecretVault";
import { JournalStore } from "./journalStore";
import { type Applied, PlanDesk } from "./planDesk";
import type { ApplyProgress } from "./planRun";
import { type RegistrationList, RegistrationListing } from "./registrationListing";

export interface RegistrationServiceParts {
  readonly directory: ApplicationDirectory;
  readonly tokens: GraphTokenSource;
  readonly secrets: SecretStore;
  readonly state: StateStore;
  readonly settings: SettingsReader;
  readonly clock: Clock;
  readonly newId: NewId;
  readonly log: Log;
}

/** App registrations: listed, looked at, made by a plan, and the values of their secrets. */
export class RegistrationService {
  private readonly disposables = new DisposableStore();
  private readonly changed = this.disposables.add(new Emitter<void>());
  /** The list, one registration, a journal or a stored secret changed. */
  readonly onDidChange: Event<void> = this.changed.event;
  private readonly listing: RegistrationListing;
  private readonly vault: ClientSecretVault;
  private readonly desk: PlanDesk;
  /** Both are replaced with the account, so that what was asked for by another one ends nowhere. */
  private known = new Map<string, Registration>();
  private reading = new SharedWork<Registration>();

  constructor(private readonly parts: RegistrationServiceParts) {
    const { secrets, state, clock, tokens } = parts;
    this.listing = new RegistrationListing(parts);
    this.vault = new ClientSecretVault(secrets, state, clock);
    this.desk = new PlanDesk({ ...parts, vault: this.vault, journals: new JournalStore(state) });
    const fire = (): void => this.changed.fire();
    for (const event of [
      this.listing.onDidChange,
      this.vault.onDidChange,
      this.desk.onDidChange,
      state.onDidChange,
      parts.settings.onDidChange,
    ]) {
      this.disposables.add(event(fire));
    }
    this.disposables.add(
      secrets.onDidChange((key) => {
        if (key.startsWith(secretKeyPrefixes.clientSecret)) fire();
      }),
    );
    this.disposables.add(accountWatch(tokens, this.listing, parts.log, () => this.forget()));
  }

  get list(): RegistrationList {
    return this.listing.list;
  }

  /** The first page. What goes wrong is shown in {@link list}. @throws CancelledError */
  async load(interaction: Interaction, signal: AbortSignal): Promise<void> {
    this.known.clear();
    await this.listing.load(interaction, signal);
  }

  /** @throws Failure `graph.*`, `signIn.*`; CancelledError */
  loadMore(signal: AbortSignal): Promise<void> {
    return this.listing.loadMore(signal);
  }

  /**
   * A whole registration, from memory where it was read before; callers at the same time share a request.
   * @throws Failure `graph.*`, `signIn.*`; CancelledError
   */
  async details(
    objectId: string,
    signal: AbortSignal,
    { fresh = false, interaction = "silent" }: DetailsOptions = {},
  ): Promise<Registration> {
    const { known } = this;
    const remembered = fresh ? undefined : known.get(objectId);
    if (remembered !== undefined) return remembered;
    const key = `${fresh ? "fresh" : "any"}:${interaction}:${objectId}`;
    return await this.reading.run(key, signal, async (shared) => {
      const registration = await this.parts.directory.get(objectId, {
        interaction,
        signal: shared,
      });
      known.set(objectId, registration);
      if (fresh) this.changed.fire();
      return registration;
    });
  }

  /**
   * Carries a plan out.
   * @throws PlanStopped when something was made, or may have been; Failure and CancelledError when nothing was
   */
  async apply(
    plan: Plan,
    signal: AbortSignal,
    onProgress: (progress: ApplyProgress) => void,
  ): Promise<Applied> {
    const directory = await this.signedInDirectory(signal);
    const { newId, clock } = this.parts;
    const journal = beginJournal(plan, directory, newId(), clock.now());
    return this.show(await this.desk.begin(journal, signal, onProgress));
  }

  /** Plans that stopped half-way; those being carried out in this window are not among them. */
  get journals(): readonly Journal[] {
    return this.desk.stopped;
  }

  /**
   * Goes on with a plan that stopped.
   * @param options.secretKeptElsewhere the person has copied a value this editor could not store
   * @throws PlanStopped, Failure, CancelledError as {@link apply}
   */
  async resume(
    journalId: string,
    signal: AbortSignal,
    onProgress: (progress: ApplyProgress) => void,
    options: { readonly secretKeptElsewhere?: boolean } = {},
  ): Promise<Applied> {
    await this.sameDirectory(journalId, signal);
    return this.show(await this.desk.resume(journalId, signal, onProgress, options));
  }

  /**
   * Deletes what a stopped plan has made, with its stored secret, and forgets the plan.
   * @returns false when there was nothing to delete
   * @throws Failure `graph.*`, `signIn.*`, `secret.*`: the plan can be undone again; CancelledError
   */
  async undo(journalId: string, signal: AbortSignal): Promise<boolean> {
    await this.sameDirectory(journalId, signal);
    const deleted = await this.desk.undo(journalId, signal);
    for (const objectId of deleted) {
      this.known.delete(objectId);
      this.listing.remove(objectId);
    }
    return deleted.length > 0;
  }

  isSecretStored(appId: string, keyId: string): boolean {
    return this.vault.isStored(appId, keyId);
  }

  /** The value of a client secret; undefined when it is not on this computer. @throws Failure `secret.unreadable` */
  readSecret(appId: string, keyId: string): Promise<string | undefined> {
    return this.vault.read(appId, keyId);
  }

  /** A value this editor did not keep, for as long as the window is open. */
  unsavedSecret(appId: string, keyId: string): string | undefined {
    return this.vault.unsaved(appId, keyId);
  }

  /** Forgets the values that {@link unsavedSecret} tells; those that are stored stay. */
  forgetUnsavedSecrets(): void {
    this.vault.forgetUnsaved();
  }

  dispose(): void {
    this.disposables.dispose();
  }

  private show(applied: Applied): Applied {
    this.known.set(applied.registration.objectId, applied.registration);
    this.listing.add(applied.registration);
    return applied;
  }

  private forget(): void {
    this.known = new Map();
    this.reading = new SharedWork();
    this.listing.reset();
  }

  private async signedInDirectory(signal: AbortSignal): Promise<Journal["directory"]> {
    const token = await untilAborted(
      this.parts.tokens.token({ interaction: "prompt", access: "write" }),
      signal,
    );
    if (token === undefined) throw new Failure("signIn.required", "Nobody is signed in.");
    return { tenantId: token.tenantId, accountLabel: token.accountLabel };
  }

  /** A plan looked for in another directory would not be found there, and made a second time. */
  private async sameDirectory(journalId: string, signal: AbortSignal): Promise<void> {
    const { directory: expected } = this.desk.find(journalId);
    const actual = await this.signedInDirectory(signal);
    if (
      expected.tenantId !== undefined &&
      actual.tenantId !== undefined &&
      expected.tenantId !== actual.tenantId
    ) {
      throw new Failure("signIn.otherDirectory", "The plan was begun in another directory.", {
        expected: expected.accountLabel,
        actual: actual.accountLabel,
      });
    }
  }
}

interface DetailsOptions {
  /** Reads it anew even where it is in memory. */
  readonly fresh?: boolean;
  readonly interaction?: Interaction;
}
