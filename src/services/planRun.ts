import type { Message } from "../base/message";
import type { AppRoleGrant } from "../core/directoryPorts";
import type {
  ApplicationDirectory,
  ClientCredentialProof,
  Clock,
  ConsentDirectory,
  GraphCall,
  Log,
  PeopleDirectory,
  SettingsReader,
} from "../core/ports";
import {
  beginJournal,
  type Journal,
  type JournalOwner,
  type JournalStep,
  journalEntry,
  withStep,
} from "../core/registration/journal";
import type { Registration } from "../core/registration/registration";
import { removalTime } from "../core/registration/rotationDue";
import { describeStep, notingRemoval } from "../core/registration/stepWords";
import type { ClientSecretVault } from "./clientSecretVault";
import type { JournalStore } from "./journalStore";

/** How far the applying of a plan is; `step` counts from 1. */
export interface ApplyProgress {
  readonly step: number;
  readonly of: number;
  readonly words: Message;
  /** Set while the step waits, for the directory or because Graph asked for it. */
  readonly waitingSeconds?: number | undefined;
  /** Graph did not take the request yet: it asked to wait, or did not answer. */
  readonly forGraph?: true;
}

export type OnProgress = (progress: ApplyProgress) => void;

/** What the person decided about a plan that stopped. */
export interface RunOptions {
  /** The value of the secret is elsewhere, so it need not be stored here. */
  readonly secretKeptElsewhere?: boolean;
  /** Go on although the new secret is not proven. */
  readonly withoutProof?: boolean;
  /** Do not wait for the time that was chosen for the last step. */
  readonly beforeItsTime?: boolean;
}

export interface PlanRunParts {
  readonly directory: ApplicationDirectory;
  readonly consent: ConsentDirectory;
  readonly people: PeopleDirectory;
  readonly proof: ClientCredentialProof;
  readonly settings: Pick<SettingsReader, "cloud">;
  readonly vault: ClientSecretVault;
  readonly journals: JournalStore;
  readonly clock: Clock;
  readonly log: Log;
}

export interface PlanRunFacts {
  /** Id of this window. */
  readonly window: string;
  readonly signal: AbortSignal;
  readonly onProgress: OnProgress;
  readonly options: RunOptions;
}

/** What the steps of one walk have read of the directory, and none of them changes for another. */
export interface KnownGrants {
  /** Object ids of APIs in this directory, by client id. */
  readonly apis: Map<string, string>;
  /** Object id of the registration's enterprise application. */
  principal?: string;
  /** The application permissions that the enterprise application had when a step first asked. */
  appRoles?: readonly AppRoleGrant[];
}

/** One walk over the steps of a plan: what the steps share, and the journal that is true at any moment. */
export class PlanRun {
  /** The registration as it is now; undefined where that is not known. */
  registration: Registration | undefined;
  readonly known: KnownGrants = { apis: new Map() };

  constructor(
    readonly parts: PlanRunParts,
    private current: Journal,
    private readonly facts: PlanRunFacts,
  ) {}

  get journal(): Journal {
    return this.current;
  }

  get signal(): AbortSignal {
    return this.facts.signal;
  }

  get options(): RunOptions {
    return this.facts.options;
  }

  /** Writes an entry of the journal; it counts in this window even where the state cannot be written. */
  async record(index: number, entry: JournalStep): Promise<void> {
    this.current = withStep(this.current, index, entry);
    const now = this.parts.clock.now();
    await this.parts.journals.put({ ...this.current, owner: this.owner(now) }, now);
  }

  /** Writes the journal of a plan of which nothing is done. */
  async startOver(): Promise<void> {
    const { plan, directory, id, startedAt } = this.current;
    this.current = beginJournal(plan, directory, id, new Date(startedAt));
    const now = this.parts.clock.now();
    await this.parts.journals.put({ ...this.current, owner: this.owner(now) }, now);
  }

  /** Records that a write leaves now; where that cannot be written, nothing leaves. */
  async recordSent(index: number, made: JournalStep["made"] = {}): Promise<void> {
    const before = this.current;
    const entry = journalEntry(before, index);
    const sentAt = this.parts.clock.now().toISOString();
    try {
      await this.record(index, {
        ...entry,
        status: "sent",
        sentAt,
        made: { ...entry.made, ...made },
      });
    } catch (error) {
      this.current = before;
      throw error;
    }
  }

  /** Writes and their answers belong to a gesture of the person, so a sign-in window may open. */
  call(index: number): GraphCall {
    return {
      interaction: "prompt",
      signal: this.signal,
      onWait: (seconds) => this.progress(index, seconds, { forGraph: true }),
    };
  }

  progress(
    index: number,
    waitingSeconds?: number,
    why: Pick<ApplyProgress, "forGraph"> = {},
  ): void {
    const { steps } = this.current.plan;
    const step = steps[index];
    if (step === undefined) return;
    try {
      this.facts.onProgress({
        step: index + 1,
        of: steps.length,
        words: this.rests(index) ? notingRemoval : describeStep(step),
        ...(waitingSeconds === undefined ? {} : { waitingSeconds, ...why }),
      });
    } catch (error) {
      // Whoever draws the progress must not be able to stop the work
      this.parts.log.error("The progress could not be shown.", error);
    }
  }

  /** Nothing is removed before its time. */
  private rests(index: number): boolean {
    const until = removalTime(this.current, index);
    if (until === undefined || this.options.beforeItsTime === true) return false;
    return Date.parse(until) > this.parts.clock.now().getTime();
  }

  private owner(now: Date): JournalOwner {
    return { window: this.facts.window, seenAt: now.toISOString() };
  }
}
