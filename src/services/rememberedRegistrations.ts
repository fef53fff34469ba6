import type { Event } from "../base/event";
import { type Disposable, DisposableStore } from "../base/lifecycle";
import type { Cloud } from "../core/cloud";
import type { Clock, Log, StateStore } from "../core/ports";
import { isImported } from "../core/registration/imported";
import type { Intent } from "../core/registration/intent";
import type { RegistrationSummary } from "../core/registration/registration";
import type { RememberedRegistration, StoredState } from "../core/storedState";
import { cloudInUse } from "./cloudInUse";
import type { RegistrationService } from "./registrationService";

const mostUsed = 20;
/** In each directory. */
const mostPinned = 100;
const mostIntents = 500;

/** Where it is learnt what is read. */
type Followed = Pick<RegistrationService, "onDidRead" | "onDidChange" | "list" | "tenantOf">;

export interface RememberedRegistrationsParts {
  readonly state: StateStore;
  readonly clock: Clock;
  readonly log: Log;
  readonly settings: { readonly cloud: Pick<Cloud, "id"> };
}

/** The registrations a person pinned or worked with last, as last seen: they stand on top without being asked for. */
export class RememberedRegistrations {
  readonly onDidChange: Event<void>;

  constructor(private readonly parts: RememberedRegistrationsParts) {
    this.onDidChange = parts.state.onDidChange;
  }

  /** Notes what is read of the directory, and keeps what is remembered as it was last seen. */
  follow(registrations: Followed): Disposable {
    const store = new DisposableStore();
    const { log } = this.parts;
    const quietly = (work: Promise<void>): void => {
      work.catch((error: unknown) => log.warn(`It could not be remembered: ${String(error)}`));
    };
    store.add(
      registrations.onDidRead((read) => quietly(this.used(read, registrations.tenantOf(read)))),
    );
    store.add(
      registrations.onDidChange(() => {
        const { status, query, items } = registrations.list;
        if (status === "loaded" && query.view !== "deleted") quietly(this.saw(items));
      }),
    );
    return store;
  }

  /** Those of one directory, the first pinned first. */
  pinned(tenantId: string | undefined): readonly RegistrationSummary[] {
    return this.of("pinned", tenantId);
  }

  /** Those of one directory, the last used first. */
  lastUsed(tenantId: string | undefined): readonly RegistrationSummary[] {
    return this.of("lastUsed", tenantId);
  }

  isPinned(objectId: string): boolean {
    return this.parts.state.state.pinned.some(is(objectId));
  }

  async pin(summary: RegistrationSummary, tenantId: string | undefined): Promise<void> {
    const entry = this.entry(summary, tenantId);
    await this.change((state) => {
      const others = state.pinned.filter(not(summary.objectId));
      const here = others.filter(isIn(entry));
      const surplus = new Set(here.slice(0, Math.max(0, here.length + 1 - mostPinned)));
      return { pinned: [...others.filter((other) => !surplus.has(other)), entry] };
    });
  }

  async unpin(objectId: string): Promise<void> {
    await this.change((state) => ({ pinned: state.pinned.filter(not(objectId)) }));
  }

  /** Notes that a registration was worked with. */
  async used(summary: RegistrationSummary, tenantId: string | undefined): Promise<void> {
    if (this.parts.state.state.lastUsed[0]?.summary.objectId === summary.objectId) {
      return this.saw([summary]);
    }
    const entry = this.entry(summary, tenantId);
    await this.change((state) => ({
      lastUsed: [entry, ...state.lastUsed.filter(not(summary.objectId))].slice(0, mostUsed),
    }));
  }

  /** Brings what is remembered up to date with what a list or a reading showed; writes only what differs. */
  async saw(summaries: readonly RegistrationSummary[]): Promise<void> {
    const seen = new Map(summaries.map((summary) => [summary.objectId, summaryOf(summary)]));
    const isStale = ({ summary }: RememberedRegistration): boolean => {
      const fresh = seen.get(summary.objectId);
      return fresh !== undefined && JSON.stringify(fresh) !== JSON.stringify(summary);
    };
    const { pinned, lastUsed } = this.parts.state.state;
    if (!pinned.some(isStale) && !lastUsed.some(isStale)) return;
    const renew = (entry: RememberedRegistration): RememberedRegistration => ({
      ...entry,
      summary: seen.get(entry.summary.objectId) ?? entry.summary,
    });
    await this.change((state) => ({
      pinned: state.pinned.map(renew),
      lastUsed: state.lastUsed.map(renew),
    }));
  }

  /** What a registration is meant for, where it was made here or somebody said so. */
  intentOf(appId: string): Intent | undefined {
    return this.parts.state.state.intents.find((intent) => intent.appId === appId);
  }

  /** Notes what a registration is meant for: the checks go by it. */
  async madeFor(
    appId: string,
    presetId: string,
    permissions?: Intent["permissions"],
  ): Promise<void> {
    const intent = { appId, presetId, ...(permissions && { permissions }) };
    await this.change(({ intents }) => ({
      intents: [intent, ...intents.filter((one) => one.appId !== appId)].slice(0, mostIntents),
    }));
  }

  /** A registration is gone. */
  async forget(objectId: string): Promise<void> {
    const { pinned, lastUsed } = this.parts.state.state;
    if (![...pinned, ...lastUsed].some(is(objectId))) return;
    await this.change((state) => ({
      pinned: state.pinned.filter(not(objectId)),
      lastUsed: state.lastUsed.filter(not(objectId)),
    }));
  }

  private of(
    list: "pinned" | "lastUsed",
    tenantId: string | undefined,
  ): readonly RegistrationSummary[] {
    const cloudId = cloudInUse(this.parts.settings);
    if (cloudId === undefined) return [];
    return (
      this.parts.state.state[list]
        .filter(isIn({ cloudId, tenantId }))
        .map(({ summary }) => summary)
        // They stand on top anyway, and outside of any directory
        .filter((summary) => !isImported(summary))
    );
  }

  private entry(
    summary: RegistrationSummary,
    tenantId: string | undefined,
  ): RememberedRegistration {
    const at = this.parts.clock.now().toISOString();
    return { summary: summaryOf(summary), tenantId, cloudId: this.parts.settings.cloud.id, at };
  }

  private async change(part: (state: StoredState) => Partial<StoredState>): Promise<void> {
    await this.parts.state.update((state) => ({ ...state, ...part(state) }));
  }
}

/** A list row and no more: what is read of a whole registration is not kept. */
function summaryOf({
  objectId,
  appId,
  displayName,
  createdDateTime,
  signInAudience,
  clientSecrets,
  certificates,
}: RegistrationSummary): RegistrationSummary {
  return {
    objectId,
    appId,
    displayName,
    createdDateTime,
    signInAudience,
    clientSecrets,
    certificates,
  };
}

const is =
  (objectId: string) =>
  ({ summary }: RememberedRegistration): boolean =>
    summary.objectId === objectId;

const isIn =
  (place: Pick<RememberedRegistration, "cloudId" | "tenantId">) =>
  ({ cloudId, tenantId }: RememberedRegistration): boolean =>
    cloudId === place.cloudId && tenantId === place.tenantId;

const not = (objectId: string) => (entry: RememberedRegistration) => !is(objectId)(entry);
