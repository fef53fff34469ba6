import { errorText, isCancelled } from "../base/errors";
import { Emitter } from "../base/event";
import type { Disposable } from "../base/lifecycle";
import { Failure } from "../core/failure";
import type { Clock, Log, NewId } from "../core/ports";
import type { Journal, JournalOwner } from "../core/registration/journal";
import { isHeldElsewhere, type JournalStore, ownerSilenceMilliseconds } from "./journalStore";
import { startPulse } from "./planPulse";

export interface PlanOwnershipParts {
  readonly journals: JournalStore;
  readonly clock: Clock;
  readonly log: Log;
  readonly newId: NewId;
  /** Clock of the heartbeat of running plans. */
  readonly pulse: Clock;
}

/** Which plans this window carries out, and which others do: each plan runs once at a time. */
export class PlanOwnership implements Disposable {
  /** Id of this window. */
  readonly window: string;
  private readonly running = new Set<string>();
  private readonly changed = new Emitter<void>();
  /** A plan of this window began to rest, or another window may have fallen silent. */
  readonly onDidChange = this.changed.event;
  private readonly closing = new AbortController();
  private watching = false;

  constructor(private readonly parts: PlanOwnershipParts) {
    this.window = parts.newId();
  }

  /** Plans that nobody carries out. */
  get stopped(): readonly Journal[] {
    const now = this.parts.clock.now();
    const others = this.parts.journals.unfinished.filter(({ id }) => !this.running.has(id));
    const stopped = others.filter((journal) => !isHeldElsewhere(journal, this.window, now));
    if (stopped.length < others.length) void this.watchOthers();
    return stopped;
  }

  /** Writes a new plan down as one of this window. */
  async begin(journal: Journal): Promise<void> {
    const now = this.parts.clock.now();
    await this.parts.journals.put({ ...journal, owner: this.owner(now) }, now);
  }

  /** @throws Failure `input.invalid` (input `journal`) where it is gone or another window carries it out */
  claim(id: string): Promise<Journal> {
    const now = this.parts.clock.now();
    return this.parts.journals.claim(id, this.owner(now), now);
  }

  /** @throws Failure `input.invalid` (input `journal`, problem `running`) */
  async exclusively<T>(id: string, work: () => Promise<T>): Promise<T> {
    if (this.running.has(id)) {
      throw new Failure("input.invalid", "The plan is being carried out.", {
        input: "journal",
        problem: "running",
      });
    }
    this.running.add(id);
    const { journals, log, pulse } = this.parts;
    const beating = startPulse({ journals, log, clock: pulse }, id, this.window);
    try {
      return await work();
    } finally {
      beating.dispose();
      await this.release(id);
      this.running.delete(id);
      this.changed.fire();
    }
  }

  dispose(): void {
    this.closing.abort();
    this.changed.dispose();
  }

  private owner(now: Date): JournalOwner {
    return { window: this.window, seenAt: now.toISOString() };
  }

  private async release(id: string): Promise<void> {
    const { journals, log } = this.parts;
    if (journals.find(id)?.owner?.window !== this.window) return;
    await journals.release(id).catch((error: unknown) => {
      log.warn(`A stopped plan could not be released: ${errorText(error)}`);
    });
  }

  /** Nothing tells when another window falls silent, so it is looked at again after that time. */
  private async watchOthers(): Promise<void> {
    if (this.watching) return;
    this.watching = true;
    try {
      await this.parts.pulse.delay(ownerSilenceMilliseconds, this.closing.signal);
      this.watching = false;
      this.changed.fire();
    } catch (error) {
      if (!isCancelled(error)) this.parts.log.warn(errorText(error));
    }
  }
}
