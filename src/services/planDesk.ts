import { Emitter } from "../base/event";
import { Failure } from "../core/failure";
import { type Journal, journalStep, madeNothing } from "../core/registration/journal";
import { PlanStopped } from "../core/registration/planStopped";
import type { Registration } from "../core/registration/registration";
import { type ApplyProgress, PlanRun, type PlanRunParts } from "./planRun";
import { walkPlan } from "./planRunner";
import { undoPlan } from "./planUndo";

/** What a finished plan has made. */
export interface Applied {
  readonly registration: Registration;
  /** Key id of the secret whose value now lies in SecretStorage. */
  readonly storedSecretKeyId: string | undefined;
}

type Progress = (progress: ApplyProgress) => void;

/** Begins, continues and undoes plans, one run per plan at a time. */
export class PlanDesk {
  private readonly running = new Set<string>();
  private readonly changed = new Emitter<void>();
  readonly onDidChange = this.changed.event;

  constructor(private readonly parts: PlanRunParts) {}

  get stopped(): readonly Journal[] {
    return this.parts.journals.unfinished.filter(({ id }) => !this.running.has(id));
  }

  /** @throws Failure `input.invalid` (input `journal`) */
  find(id: string): Journal {
    const journal = this.parts.journals.find(id);
    if (journal === undefined) {
      throw new Failure("input.invalid", "There is no such plan.", {
        input: "journal",
        problem: "missing",
      });
    }
    return journal;
  }

  begin(journal: Journal, signal: AbortSignal, onProgress: Progress): Promise<Applied> {
    return this.exclusively(journal.id, async () => {
      await this.parts.journals.put(journal);
      return await this.walk(new PlanRun(this.parts, journal, signal, onProgress, false));
    });
  }

  resume(
    id: string,
    signal: AbortSignal,
    onProgress: Progress,
    { secretKeptElsewhere = false }: { readonly secretKeptElsewhere?: boolean },
  ): Promise<Applied> {
    return this.exclusively(id, () =>
      this.walk(new PlanRun(this.parts, this.find(id), signal, onProgress, secretKeptElsewhere)),
    );
  }

  /** @returns object ids of what was deleted */
  undo(id: string, signal: AbortSignal): Promise<readonly string[]> {
    return this.exclusively(id, () => undoPlan(this.parts, this.find(id), signal));
  }

  private async walk(run: PlanRun): Promise<Applied> {
    try {
      await walkPlan(run);
    } catch (error) {
      if (!madeNothing(run.journal)) throw new PlanStopped(run.journal, error);
      await this.drop(run.journal.id);
      throw error;
    }
    await this.drop(run.journal.id);
    const { registration } = run;
    if (registration === undefined) {
      throw new Failure("graph.unexpectedAnswer", "The finished plan names no registration.");
    }
    const { appId } = registration;
    this.parts.log.info(`Finished the plan "${run.journal.plan.title}": client ID ${appId}`);
    const keyId = journalStep(run.journal, "storeSecret").made["keyId"];
    const stored = keyId !== undefined && this.parts.vault.isStored(appId, keyId);
    return { registration, storedSecretKeyId: stored ? keyId : undefined };
  }

  /** A finished or empty journal that cannot be dropped is hidden, and does no harm. */
  private async drop(id: string): Promise<void> {
    await this.parts.journals.drop(id).catch((error: unknown) => {
      this.parts.log.warn(`A finished plan could not be removed from the state: ${String(error)}`);
    });
  }

  private async exclusively<T>(id: string, work: () => Promise<T>): Promise<T> {
    if (this.running.has(id)) {
      throw new Failure("input.invalid", "The plan is being carried out.", {
        input: "journal",
        problem: "running",
      });
    }
    this.running.add(id);
    try {
      return await work();
    } finally {
      this.running.delete(id);
      this.changed.fire();
    }
  }
}
