import type { Message } from "../base/message";
import { Failure } from "../core/failure";
import type { GraphCall } from "../core/ports";
import {
  type Journal,
  type JournalStep,
  journalEntry,
  journalStep,
  subjectOf,
} from "../core/registration/journal";
import type { PlanStep } from "../core/registration/plan";
import type { Registration } from "../core/registration/registration";
import type { StepOf } from "../core/registration/stepWords";
import type { KnownGrants, PlanRun, PlanRunParts, RunOptions } from "./planRun";
import { type ReplicationWait, replicationLimitSeconds } from "./replication";

/** What a step of a kind does, and how that is taken back. */
export interface StepWork<Kind extends PlanStep["kind"]> {
  /** Does the step, unless that has happened already; its entry is `done` afterwards. */
  readonly carryOut: (step: StepRun<Kind>) => Promise<void>;
  /** Takes back what {@link carryOut} did, or may have done. Called only where the entry says so. */
  readonly undo: (step: StepRun<Kind>) => Promise<Undone>;
}

export interface Undone {
  /** The step stands as if it had never been done. */
  readonly tookBack: boolean;
  /** What stays, and why. */
  readonly left?: Message | undefined;
  /** What the step must know when the plan is continued after all. */
  readonly keep?: JournalStep["made"];
  /** Object ids of registrations that were deleted. */
  readonly deleted?: readonly string[];
}

/** An existing registration is known everywhere, but for the last few seconds. */
const patienceSeconds = 20;

/** One step of a running plan: its data, its entry in the journal, and what it may use. */
export class StepRun<Kind extends PlanStep["kind"] = PlanStep["kind"]> {
  constructor(
    private readonly run: PlanRun,
    readonly index: number,
    readonly step: StepOf<Kind>,
  ) {}

  get parts(): PlanRunParts {
    return this.run.parts;
  }

  get signal(): AbortSignal {
    return this.run.signal;
  }

  get options(): RunOptions {
    return this.run.options;
  }

  get journal(): Journal {
    return this.run.journal;
  }

  get entry(): JournalStep {
    return journalEntry(this.run.journal, this.index);
  }

  /** True when this plan makes the registration: the directory may be slow to know it. */
  get isNew(): boolean {
    return this.journal.plan.subject === undefined;
  }

  /**
   * True while no write of the step has left. It is sent then without a look whether it happened before: where
   * somebody else was faster, its refusal leads to that look.
   */
  get isUnsent(): boolean {
    return this.entry.status === "pending";
  }

  /** What this walk has read, and need not read again. */
  get known(): KnownGrants {
    return this.run.known;
  }

  /**
   * The registration that the step is about.
   * @throws Failure `input.invalid` (input `journal`) where the journal names none
   */
  subject(): { readonly objectId: string; readonly appId: string } {
    const subject = subjectOf(this.journal);
    if (subject !== undefined) return subject;
    throw new Failure("input.invalid", "The plan names no registration.", {
      input: "journal",
      problem: "subject",
    });
  }

  /** Tells what the registration looks like now; undefined after it was changed. */
  found(registration: Registration | undefined): void {
    this.run.registration = registration;
  }

  record(change: Partial<JournalStep>): Promise<void> {
    return this.run.record(this.index, { ...this.entry, ...change });
  }

  /** The step is done; what it made is kept with what was recorded before. */
  done(made: JournalStep["made"] = {}): Promise<void> {
    const doneAt = this.parts.clock.now().toISOString();
    return this.record({ status: "done", doneAt, made: { ...this.entry.made, ...made } });
  }

  /** Records that a write leaves now, with what it is about to make. */
  recordSent(made?: JournalStep["made"]): Promise<void> {
    return this.run.recordSent(this.index, made);
  }

  /** Forgets what all steps have made: it is gone. */
  startOver(): Promise<void> {
    return this.run.startOver();
  }

  call(): GraphCall {
    return this.run.call(this.index);
  }

  wait(): ReplicationWait {
    return {
      clock: this.parts.clock,
      signal: this.signal,
      onWait: (seconds) => this.progress(seconds),
      limitSeconds: this.isSettled ? patienceSeconds : replicationLimitSeconds,
    };
  }

  progress(waitingSeconds?: number): void {
    this.run.progress(this.index, waitingSeconds);
  }

  private get isSettled(): boolean {
    return !this.isNew || journalStep(this.journal, "confirmApplication").status === "done";
  }
}
