import { errorText } from "../base/errors";
import { Failure, isFailure } from "../core/failure";
import {
  type Journal,
  madeNothing,
  secretBefore,
  subjectOf,
  whereabouts,
  type Whereabouts,
} from "../core/registration/journal";
import { PlanStopped } from "../core/registration/planStopped";
import type { Registration } from "../core/registration/registration";
import type { Iso8601 } from "../core/time";
import type { AddedCertificates } from "./planOutcome";
import { PlanOwnership, type PlanOwnershipParts } from "./planOwnership";
import type { OnProgress, PlanRun, PlanRunParts, RunOptions } from "./planRun";
import type { UndoneSteps } from "./planUndo";

/** What came of a plan. */
export interface Outcome {
  /** Object id of the registration; undefined where there is none. */
  readonly objectId: string | undefined;
  readonly whereabouts: Whereabouts;
  /** The registration as it is now; undefined where it is deleted or could not be read. */
  readonly registration: Registration | undefined;
}

/** What a finished plan has made. */
export interface Applied extends Outcome, AddedCertificates {
  /** Key id of the secret whose value now lies in SecretStorage. */
  readonly storedSecretKeyId: string | undefined;
  /** The plan waits for this time; all other steps are done. */
  readonly restsUntil: Iso8601 | undefined;
}

/** What an undone plan has left. */
export interface UndonePlan extends Outcome, UndoneSteps {}

export interface PlanDeskParts extends PlanRunParts, PlanOwnershipParts {}

/** Begins, continues and undoes plans. */
export class PlanDesk {
  private readonly ownership: PlanOwnership;
  readonly onDidChange: PlanOwnership["onDidChange"];

  constructor(private readonly parts: PlanDeskParts) {
    this.ownership = new PlanOwnership(parts);
    this.onDidChange = this.ownership.onDidChange;
  }

  /** Plans that nobody carries out. */
  get stopped(): readonly Journal[] {
    return this.ownership.stopped;
  }

  /** @throws Failure `input.invalid` (input `journal`) */
  find(id: string): Journal {
    const journal = this.parts.journals.find(id);
    if (journal !== undefined) return journal;
    throw new Failure("input.invalid", "There is no such plan.", {
      input: "journal",
      problem: "missing",
    });
  }

  begin(journal: Journal, signal: AbortSignal, onProgress: OnProgress): Promise<Applied> {
    return this.ownership.exclusively(journal.id, async () => {
      await this.ownership.begin(journal);
      return await this.walk(await this.runOf(journal, signal, onProgress, {}));
    });
  }

  resume(
    id: string,
    signal: AbortSignal,
    onProgress: OnProgress,
    options: RunOptions,
  ): Promise<Applied> {
    return this.ownership.exclusively(id, async () =>
      this.walk(await this.runOf(await this.ownership.claim(id), signal, onProgress, options)),
    );
  }

  undo(id: string, signal: AbortSignal, onProgress: OnProgress): Promise<UndonePlan> {
    return this.ownership.exclusively(id, async () => {
      const run = await this.runOf(await this.ownership.claim(id), signal, onProgress, {});
      const { undoSteps } = await work();
      const undone = await undoSteps(run);
      const created = run.journal.plan.subject === undefined;
      const outcome: Outcome = created
        ? {
            objectId: subjectOf(run.journal)?.objectId,
            whereabouts: "gone",
            registration: undefined,
          }
        : await this.outcome(run);
      await this.parts.journals.drop(id);
      return { ...outcome, ...undone };
    });
  }

  dispose(): void {
    this.ownership.dispose();
  }

  private async walk(run: PlanRun): Promise<Applied> {
    const { addedCertificates, walkPlan } = await work();
    let restsUntil: Iso8601 | undefined;
    try {
      await walkPlan(run);
    } catch (error) {
      if (madeNothing(run.journal)) {
        await this.drop(run.journal.id);
        throw error;
      }
      restsUntil = timeOf(error);
      if (restsUntil === undefined) throw new PlanStopped(run.journal, error);
    }
    if (restsUntil === undefined) await this.drop(run.journal.id);
    this.parts.log.info(
      `${restsUntil === undefined ? "Finished" : "Resting"}: the plan for "${run.journal.plan.title}"`,
    );
    const secret = secretBefore(run.journal);
    const isStored = secret && this.parts.vault.isStored(secret.appId, secret.keyId);
    return {
      ...(await this.outcome(run)),
      ...addedCertificates(run.journal),
      storedSecretKeyId: isStored === true ? secret?.keyId : undefined,
      restsUntil,
    };
  }

  private async outcome(run: PlanRun): Promise<Outcome> {
    const { readAfterwards } = await work();
    return {
      objectId: subjectOf(run.journal)?.objectId,
      whereabouts: whereabouts(run.journal),
      registration: await readAfterwards(run),
    };
  }

  private async runOf(
    { owner: _owner, ...journal }: Journal,
    signal: AbortSignal,
    onProgress: OnProgress,
    options: RunOptions,
  ): Promise<PlanRun> {
    const { PlanRun: Run } = await work();
    return new Run(this.parts, journal, {
      window: this.ownership.window,
      signal,
      onProgress,
      options,
    });
  }

  /** A finished or empty journal that cannot be dropped is hidden, and does no harm. */
  private async drop(id: string): Promise<void> {
    await this.parts.journals.drop(id).catch((error: unknown) => {
      this.parts.log.warn(
        `A finished plan could not be removed from the state: ${errorText(error)}`,
      );
    });
  }
}

/** Steps are many and seldom carried out: they are loaded with the first plan. */
const work = async () => await import("./planWork");

/** The time a plan waits for, where that is why it went no further. */
function timeOf(error: unknown): Iso8601 | undefined {
  if (!isFailure(error, "plan.tooEarly")) return undefined;
  const until = error.facts["until"];
  return typeof until === "string" ? until : undefined;
}
