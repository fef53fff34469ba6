import type { ApplicationDirectory, Clock, GraphCall, Log } from "../core/ports";
import {
  type Journal,
  type JournalStep,
  journalStep,
  withStep,
} from "../core/registration/journal";
import type { PlanStep } from "../core/registration/plan";
import { describeStep } from "../core/registration/planner";
import type { Registration } from "../core/registration/registration";
import type { Message } from "../base/message";
import type { ClientSecretVault } from "./clientSecretVault";
import type { JournalStore } from "./journalStore";
import type { ReplicationWait } from "./replication";

/** How far the applying of a plan is; `step` counts from 1. */
export interface ApplyProgress {
  readonly step: number;
  readonly of: number;
  readonly words: Message;
  /** Set while the step waits, for the directory or because Graph asked for it. */
  readonly waitingSeconds?: number | undefined;
}

export interface PlanRunParts {
  readonly directory: ApplicationDirectory;
  readonly vault: ClientSecretVault;
  readonly journals: JournalStore;
  readonly clock: Clock;
  readonly log: Log;
}

/** One walk over the steps of a plan: what the steps share, and the journal that is true at any moment. */
export class PlanRun {
  /** The registration as last seen in this run. */
  registration: Registration | undefined;
  private current: Journal;

  constructor(
    readonly parts: PlanRunParts,
    journal: Journal,
    readonly signal: AbortSignal,
    private readonly onProgress: (progress: ApplyProgress) => void,
    /** The person has the value of the secret elsewhere, so it need not be stored here. */
    readonly secretKeptElsewhere: boolean,
  ) {
    this.current = journal;
  }

  get journal(): Journal {
    return this.current;
  }

  step(kind: PlanStep["kind"]): JournalStep {
    return journalStep(this.current, kind);
  }

  /** Writes an entry of the journal; it counts in this window even where the state cannot be written. */
  async record(entry: JournalStep): Promise<void> {
    this.current = withStep(this.current, entry);
    await this.parts.journals.put(this.current);
  }

  /** Records that a write leaves now; where that cannot be written, nothing leaves. */
  async recordSent(kind: PlanStep["kind"]): Promise<void> {
    const before = this.current;
    const sentAt = this.parts.clock.now().toISOString();
    try {
      await this.record({ ...this.step(kind), status: "sent", sentAt });
    } catch (error) {
      this.current = before;
      throw error;
    }
  }

  /** Writes and their answers belong to a gesture of the person, so a sign-in window may open. */
  call(kind: PlanStep["kind"]): GraphCall {
    return {
      interaction: "prompt",
      signal: this.signal,
      onWait: (seconds) => this.progress(kind, seconds),
    };
  }

  wait(kind: PlanStep["kind"]): ReplicationWait {
    return {
      clock: this.parts.clock,
      signal: this.signal,
      onWait: (seconds) => this.progress(kind, seconds),
    };
  }

  progress(kind: PlanStep["kind"], waitingSeconds?: number): void {
    const { steps } = this.current.plan;
    const index = steps.findIndex((step) => step.kind === kind);
    const step = steps[index];
    if (step === undefined) return;
    try {
      this.onProgress({
        step: index + 1,
        of: steps.length,
        words: describeStep(step),
        ...(waitingSeconds === undefined ? {} : { waitingSeconds }),
      });
    } catch (error) {
      // Whoever draws the progress must not be able to stop the work
      this.parts.log.error("The progress could not be shown.", error);
    }
  }
}
