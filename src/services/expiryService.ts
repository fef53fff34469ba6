import { Emitter, type Event } from "../base/event";
import { type Disposable, DisposableStore } from "../base/lifecycle";
import type { Clock, Log, SettingsReader, StateStore } from "../core/ports";
import {
  localDay,
  needReminder,
  type WatchedCredential,
  watchedCredentials,
} from "../core/registration/expiryReminder";
import {
  isHere,
  leftTheList,
  mostWatched,
  type Sighting,
  type WatchPlace,
  watchSeen,
} from "../core/registration/expiryWatch";
import { importedEnds } from "../core/registration/importedExpiry";
import type { Journal } from "../core/registration/journal";
import type { RegistrationSummary } from "../core/registration/registration";
import { type RestingRemoval, restingRemovals } from "../core/registration/rotationDue";
import { cloudInUse } from "./cloudInUse";
import type { RegistrationList } from "./registrationListing";

/** What is watched: the list, and what was read of it. */
export interface WatchedList {
  readonly list: RegistrationList;
  readonly onDidChange: Event<void>;
  readonly onDidRead: Event<RegistrationSummary>;
}

export interface ExpiryServiceParts {
  readonly registrations: WatchedList;
  /** Some of them rest until an old secret may be removed. */
  readonly plans: { readonly stopped: readonly Journal[] };
  readonly state: StateStore;
  readonly settings: SettingsReader;
  readonly clock: Clock;
  readonly log: Log;
}

/** What the one notification of a day tells. */
export interface Reminder {
  readonly credentials: readonly WatchedCredential[];
  /** Plans whose old secret is due to be removed. */
  readonly removals: readonly RestingRemoval[];
  readonly warningDays: number;
}

/**
 * Watches when secrets and certificates end. It remembers what every list page showed, and works from that without
 * a sign-in.
 */
export class ExpiryService implements Disposable {
  private readonly disposables = new DisposableStore();
  private readonly changed = this.disposables.add(new Emitter<void>());
  readonly onDidChange: Event<void> = this.changed.event;
  private seen: readonly RegistrationSummary[] = [];
  /** What the list was when {@link seen} was taken from it. */
  private seenAs = "";
  private writing: Promise<void> = Promise.resolve();

  constructor(private readonly parts: ExpiryServiceParts) {
    const { registrations, state, settings } = parts;
    this.disposables.add(registrations.onDidChange(() => this.look()));
    this.disposables.add(registrations.onDidRead((read) => this.saw(read)));
    this.disposables.add(state.onDidChange(() => this.changed.fire()));
    this.disposables.add(settings.onDidChange(() => this.changed.fire()));
  }

  /**
   * Number of secrets and certificates that have ended or end within the warning time: of the directory in use,
   * or of all in this cloud while nobody is signed in.
   */
  attention(now = this.parts.clock.now()): number {
    return this.credentials(now).filter(({ expiry }) => expiry.state !== "healthy").length;
  }

  /** All watched secrets and certificates of the directory in use, those that end first in front. */
  credentials(now = this.parts.clock.now()): readonly WatchedCredential[] {
    return watchedCredentials(this.here(), now, this.parts.settings.expiryWarningDays);
  }

  /** True when no more registrations are watched: those whose secrets end last are let go. */
  get isFull(): boolean {
    return this.parts.state.state.watched.length >= mostWatched;
  }

  /** True after "Don't Show Again". */
  get isOff(): boolean {
    return this.parts.state.state.expiryNotice.off;
  }

  /** Switches the daily notification off or on again. */
  async switchOff(off: boolean): Promise<void> {
    await this.parts.state.update((state) => ({
      ...state,
      expiryNotice: { ...state.expiryNotice, off },
    }));
  }

  /**
   * What is to be told today. Once there is something and it was handed out, nothing more until the next day of
   * the wall calendar, in whichever window.
   */
  async takeReminder(): Promise<Reminder | undefined> {
    const { clock, settings, state, plans } = this.parts;
    // What was seen a moment ago counts: a rotated secret is not mentioned
    await this.writing;
    const now = clock.now();
    const today = localDay(now);
    const isTaken = (): boolean => {
      const { lastDay, off } = state.state.expiryNotice;
      return off || lastDay === today;
    };
    if (isTaken()) return undefined;
    const warningDays = settings.expiryWarningDays;
    const credentials = needReminder(this.here(), now, warningDays);
    const removals = restingRemovals(plans.stopped, now).filter(({ due }) => due);
    if (credentials.length + removals.length === 0) return undefined;
    let mine = false;
    await state.update((current) => {
      mine = !current.expiryNotice.off && current.expiryNotice.lastDay !== today;
      if (!mine) return current;
      return { ...current, expiryNotice: { ...current.expiryNotice, lastDay: today } };
    });
    return mine ? { credentials, removals, warningDays } : undefined;
  }

  /** The directory in which a watched registration was seen last; undefined where that is not known. */
  directoryOf(objectId: string): string | undefined {
    const cloudId = cloudInUse(this.parts.settings);
    return this.parts.state.state.watched.find(
      (entry) => entry.objectId === objectId && entry.cloudId === cloudId,
    )?.tenantId;
  }

  /** Remembers a registration that was read by itself, also where nobody has asked for the list. */
  private saw(read: RegistrationSummary): void {
    const place = this.place(read.tenantId);
    if (place !== undefined) this.remember({ ...place, seen: [read], at: this.at() });
  }

  dispose(): void {
    this.disposables.dispose();
  }

  private here(): StateStore["state"]["watched"] {
    const { state, settings } = this.parts;
    const cloudId = cloudInUse(settings);
    const place = this.place();
    const { watched, imported } = state.state;
    const seen = watched.filter((entry) =>
      place === undefined ? entry.cloudId === cloudId : isHere(entry, place),
    );
    return cloudId === undefined ? seen : [...seen, ...importedEnds(imported, cloudId, seen)];
  }

  /** undefined while nobody is signed in, and while the cloud that is set cannot be used. */
  private place(readIn?: string): WatchPlace | undefined {
    const { account } = this.parts.registrations.list;
    const cloudId = cloudInUse(this.parts.settings);
    if (cloudId === undefined || (account ?? readIn) === undefined) return undefined;
    return { cloudId, tenantId: readIn ?? account?.tenantId };
  }

  private at(): string {
    return this.parts.clock.now().toISOString();
  }

  private look(): void {
    const { items, query, status, hasMore } = this.parts.registrations.list;
    const place = this.place();
    if (status !== "loaded" || place === undefined) return;
    const as = JSON.stringify([place, query, hasMore]);
    const before = this.seenAs === as ? this.seen : [];
    if (this.seenAs === as && sameItems(items, this.seen)) return;
    this.seen = items;
    this.seenAs = as;
    const at = this.at();
    if (query.view === "deleted") {
      const gone = new Set(items.map(({ objectId }) => objectId));
      return this.remember({ ...place, seen: [], gone, at });
    }
    const complete = query.view === "all" && query.search === undefined && !hasMore;
    this.remember({ ...place, seen: items, gone: leftTheList(before, items), complete, at });
  }

  /** Writes only what is new: most looks find what is known. */
  private remember(sighting: Sighting): void {
    const { state, log } = this.parts;
    const known = state.state.watched;
    if (watchSeen(known, sighting) === known) return;
    this.writing = state
      .update((current) => {
        const watched = watchSeen(current.watched, sighting);
        return watched === current.watched ? current : { ...current, watched };
      })
      .catch((error: unknown) => {
        log.warn(`What ends when could not be remembered: ${String(error)}`);
      });
  }
}

function sameItems(
  one: readonly RegistrationSummary[],
  other: readonly RegistrationSummary[],
): boolean {
  return one.length === other.length && one.every((item, index) => item === other[index]);
}
