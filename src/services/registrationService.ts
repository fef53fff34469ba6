import { Emitter, type Event } from "../base/event";
import { DisposableStore } from "../base/lifecycle";
import { SharedWork } from "../base/sharedWork";
import type { ListQuery } from "../core/directoryPorts";
import type { JsonObject } from "../core/json";
import type {
  ApplicationDirectory,
  Clock,
  GraphTokenSource,
  Interaction,
  Log,
  SecretStore,
  SettingsReader,
  StateStore,
} from "../core/ports";
import { importedObjectId, isImported } from "../core/registration/imported";
import type { Registration, RegistrationSummary } from "../core/registration/registration";
import { secretKeyPrefixes } from "../core/secretKeys";
import { type AccountWatch, accountWatch } from "./accountWatch";
import type { ClientSecretVault } from "./clientSecretVault";
import { ImportedRegistrations } from "./importedRegistrations";
import { RegistrationFinder } from "./registrationFinder";
import { type RegistrationList, RegistrationListing } from "./registrationListing";
import type { RegistrationDisplay } from "./registrationPlans";

export interface RegistrationServiceParts {
  readonly directory: ApplicationDirectory;
  readonly tokens: GraphTokenSource;
  readonly secrets: Pick<SecretStore, "onDidChange">;
  readonly clientSecrets: ClientSecretVault;
  readonly state: StateStore;
  readonly settings: SettingsReader;
  readonly clock: Clock;
  readonly log: Log;
}

/** App registrations, listed and looked at. What changes them is a plan: see RegistrationPlans. */
export class RegistrationService {
  private readonly disposables = new DisposableStore();
  private readonly changed = this.disposables.add(new Emitter<void>());
  /** The list, one registration or a stored secret changed. */
  readonly onDidChange: Event<void> = this.changed.event;
  private readonly wasRead = this.disposables.add(new Emitter<Registration>());
  /** A registration was read from the directory. */
  readonly onDidRead: Event<Registration> = this.wasRead.event;
  private readonly wasCreated = this.disposables.add(new Emitter<Registration>());
  /** This window registered one; it is in {@link list} by then. */
  readonly onDidCreate: Event<Registration> = this.wasCreated.event;
  private readonly listing: RegistrationListing;
  private readonly finder: RegistrationFinder;
  private readonly imported: ImportedRegistrations;
  private readonly watch: AccountWatch;
  /** Both are replaced with the account, so that what was asked for by another one ends nowhere. */
  private known = new Map<string, Registration>();
  private reading = new SharedWork<Registration>();

  constructor(private readonly parts: RegistrationServiceParts) {
    const { secrets, state, clock, tokens } = parts;
    this.listing = new RegistrationListing(parts);
    this.finder = new RegistrationFinder(parts.directory, clock);
    this.imported = new ImportedRegistrations(parts);
    const fire = (): void => this.changed.fire();
    for (const event of [
      this.listing.onDidChange,
      parts.clientSecrets.onDidChange,
      parts.settings.onDidChange,
    ]) {
      this.disposables.add(event(fire));
    }
    let shown = shownState(state);
    this.disposables.add(
      state.onDidChange(() => {
        const before = shown;
        shown = shownState(state);
        if (shown !== before) fire();
      }),
    );
    this.disposables.add(
      secrets.onDidChange((key) => {
        if (key.startsWith(secretKeyPrefixes.clientSecret)) fire();
      }),
    );
    this.watch = this.disposables.add(
      accountWatch(tokens, this.listing, parts.log, (next) => this.forget(next)),
    );
  }

  get list(): RegistrationList {
    return this.listing.list;
  }

  /** Lists other registrations from now on; {@link load} fetches them. */
  ask(query: ListQuery): void {
    this.listing.ask(query);
  }

  /** @see RegistrationFinder.search */
  search(text: string, signal: AbortSignal): Promise<readonly RegistrationSummary[]> {
    return this.finder.search(text, signal);
  }

  /**
   * Those that have exactly this name already, letter case aside: from the list where it is complete, else asked for.
   * @throws Failure `graph.*`, `signIn.*`; CancelledError
   */
  async sameName(name: string, signal: AbortSignal): Promise<readonly RegistrationSummary[]> {
    const { status, query, hasMore, items } = this.list;
    const isComplete =
      status === "loaded" && !hasMore && query.view === "all" && query.search === undefined;
    if (!isComplete) return await this.finder.sameName(name, signal);
    const wanted = name.trim().toLowerCase();
    return items.filter(({ displayName }) => displayName.toLowerCase() === wanted);
  }

  /** @see RegistrationFinder.deleted */
  deleted(signal: AbortSignal, text?: string): Promise<readonly RegistrationSummary[]> {
    return this.finder.deleted(signal, text);
  }

  /** @see RegistrationFinder.deletedOne */
  deletedOne(objectId: string, signal: AbortSignal): Promise<RegistrationSummary | undefined> {
    return this.finder.deletedOne(objectId, signal);
  }

  /** The directory a registration lives in, as far as it is known. */
  tenantOf({
    objectId,
    tenantId,
  }: Pick<Registration, "objectId" | "tenantId">): string | undefined {
    if (isImported({ objectId })) return this.imported.find(objectId)?.tenantId;
    return tenantId ?? this.known.get(objectId)?.tenantId ?? this.list.account?.tenantId;
  }

  /**
   * Forgets a registration that was entered by hand, with the stored values of its secrets. Those of the
   * registration with the same client id in a directory stay.
   */
  async forgetImported(appId: string): Promise<void> {
    const found = this.imported.find(importedObjectId(appId));
    for (const { keyId } of found?.registration.clientSecrets ?? []) {
      await this.parts.clientSecrets.forget(appId, keyId);
    }
    await this.imported.forget(appId);
  }

  /** The first page. What goes wrong is shown in {@link list}. @throws CancelledError */
  async load(interaction: Interaction, signal: AbortSignal): Promise<void> {
    this.known.clear();
    await this.listing.load(interaction, signal);
  }

  /**
   * Runs what changes the sign-in and then calls {@link load}: nobody else loads the list in between.
   * Passes on what `work` returns or throws.
   */
  signingIn<T>(work: () => Promise<T>): Promise<T> {
    return this.watch.hold(work);
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
    const byHand = isImported({ objectId }) ? this.imported.find(objectId) : undefined;
    if (byHand !== undefined) return byHand.registration;
    const { known } = this;
    const remembered = fresh ? undefined : known.get(objectId);
    if (remembered !== undefined) return remembered;
    const key = `${fresh ? "fresh" : "any"}:${interaction}:${objectId}`;
    return await this.reading.run(key, signal, async (shared) => {
      let tenantId: string | undefined;
      const read = await this.parts.directory.get(objectId, {
        interaction,
        signal: shared,
        onDirectory: (id) => (tenantId = id),
      });
      const registration = tenantId === undefined ? read : { ...read, tenantId };
      known.set(objectId, registration);
      // Read for another account, it is none of what is remembered of this one
      if (known === this.known) this.wasRead.fire(registration);
      if (fresh) this.changed.fire();
      return registration;
    });
  }

  /**
   * The whole registration as Graph writes it.
   * @throws Failure `graph.*`, `signIn.*`; CancelledError
   */
  manifest(objectId: string, signal: AbortSignal): Promise<JsonObject> {
    return this.parts.directory.manifest(objectId, { interaction: "prompt", signal });
  }

  dispose(): void {
    this.disposables.dispose();
  }

  /** The list and what was read of the account that is signed in now. */
  display(): RegistrationDisplay {
    const { known } = this;
    const isCurrent = (): boolean => known === this.known;
    return {
      show: (registration, facts) => {
        known.set(registration.objectId, registration);
        if (!isCurrent()) return;
        this.listing.add(registration, facts);
        this.wasRead.fire(registration);
        if (facts.created) this.wasCreated.fire(registration);
      },
      hide: (objectId, forGood) => {
        known.delete(objectId);
        if (isCurrent()) this.listing.remove(objectId, forGood);
      },
      forget: (objectId) => {
        known.delete(objectId);
        this.changed.fire();
      },
    };
  }

  private forget(next: "unknown" | "loading"): void {
    this.known = new Map();
    this.reading = new SharedWork();
    this.listing.reset(next);
  }
}

/** What of the state is seen in the rows; the rest is written often, and a view that is drawn anew loses its place. */
function shownState({ state }: Pick<StateStore, "state">): string {
  const { journals, storedSecrets, storedCertificates, pinned, imported } = state;
  return JSON.stringify([journals, storedSecrets, storedCertificates, pinned, imported]);
}

interface DetailsOptions {
  /** Reads it anew even where it is in memory. */
  readonly fresh?: boolean;
  readonly interaction?: Interaction;
}
