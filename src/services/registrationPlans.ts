import { untilAborted } from "../base/async";
import type { Disposable } from "../base/lifecycle";
import { Failure } from "../core/failure";
import type { GraphTokenSource } from "../core/ports";
import { beginJournal, type Journal } from "../core/registration/journal";
import type { Plan } from "../core/registration/plan";
import type { Registration } from "../core/registration/registration";
import { accessFor } from "./planAccess";
import {
  type Applied,
  type Outcome,
  PlanDesk,
  type PlanDeskParts,
  type UndonePlan,
} from "./planDesk";
import type { OnProgress, RunOptions } from "./planRun";

/** What shows registrations, and follows the plans. */
export interface RegistrationDisplay {
  /** This is how it is now. */
  show(registration: Registration, facts: { readonly created: boolean }): void;
  /** It is deleted; `forGood` when it cannot be restored. */
  hide(objectId: string, forGood: boolean): void;
  /** It may be another one now. */
  forget(objectId: string): void;
}

export interface RegistrationPlansParts extends PlanDeskParts {
  readonly tokens: GraphTokenSource;
}

/** Plans about registrations, carried out in the directory that is signed in to, and in none but the one they were begun in. */
export class RegistrationPlans implements Disposable {
  private readonly desk: PlanDesk;
  readonly onDidChange: PlanDesk["onDidChange"];

  constructor(
    private readonly parts: RegistrationPlansParts,
    /** Asked anew for each plan: what another account sees does not follow it. */
    private readonly display: () => RegistrationDisplay,
  ) {
    this.desk = new PlanDesk(parts);
    this.onDidChange = this.desk.onDidChange;
  }

  /** Plans that stopped half-way; those being carried out in this or another window are not among them. */
  get stopped(): readonly Journal[] {
    return this.desk.stopped;
  }

  /**
   * Carries a plan out. One that has to wait for a time comes back with `restsUntil` and can be continued then.
   * @throws PlanStopped when something was made, or may have been; Failure and CancelledError when nothing was
   */
  async apply(plan: Plan, signal: AbortSignal, onProgress: OnProgress): Promise<Applied> {
    const directory = await this.signedInDirectory(plan, signal);
    const expected = plan.subject?.tenantId;
    checkDirectory({ tenantId: expected, accountLabel: "" }, directory);
    const { newId, clock } = this.parts;
    const journal = beginJournal(plan, directory, newId(), clock.now());
    return await this.followed(journal, () => this.desk.begin(journal, signal, onProgress));
  }

  /**
   * Goes on with a plan that stopped.
   * @throws PlanStopped, Failure, CancelledError as {@link apply}
   */
  async resume(
    id: string,
    signal: AbortSignal,
    onProgress: OnProgress,
    options: RunOptions = {},
  ): Promise<Applied> {
    const journal = await this.sameDirectory(id, signal);
    return await this.followed(journal, () => this.desk.resume(id, signal, onProgress, options));
  }

  /**
   * Takes back what a stopped plan has made, with its stored secret, and forgets the plan.
   * @throws Failure `graph.*`, `signIn.*`, `secret.*`: the plan can be undone again; CancelledError
   */
  async undo(
    id: string,
    signal: AbortSignal,
    onProgress: OnProgress = () => undefined,
  ): Promise<UndonePlan> {
    const journal = await this.sameDirectory(id, signal);
    const display = this.display();
    const undone = await this.followed(journal, () => this.desk.undo(id, signal, onProgress));
    for (const objectId of undone.deleted) display.hide(objectId, false);
    return undone;
  }

  dispose(): void {
    this.desk.dispose();
  }

  /** Lets what is shown follow a plan, also one that stops. */
  private async followed<T extends Outcome>(journal: Journal, run: () => Promise<T>): Promise<T> {
    const display = this.display();
    try {
      const outcome = inDirectory(await run(), journal);
      const { objectId, registration, whereabouts } = outcome;
      const created = journal.plan.subject === undefined;
      if (registration !== undefined) display.show(registration, { created });
      else if (objectId !== undefined && whereabouts !== "exists") {
        display.hide(objectId, whereabouts === "gone");
      } else if (objectId !== undefined) display.forget(objectId);
      return outcome;
    } catch (error) {
      const objectId = journal.plan.subject?.objectId;
      if (objectId !== undefined) display.forget(objectId);
      throw error;
    }
  }

  private async signedInDirectory(plan: Plan, signal: AbortSignal): Promise<Journal["directory"]> {
    const token = await untilAborted(
      this.parts.tokens.token({ interaction: "prompt", access: accessFor(plan) }),
      signal,
    );
    if (token === undefined) throw new Failure("signIn.required", "Nobody is signed in.");
    return { tenantId: token.tenantId, accountLabel: token.accountLabel };
  }

  /** A plan looked for in another directory would not be found there, and made a second time. */
  private async sameDirectory(id: string, signal: AbortSignal): Promise<Journal> {
    const journal = this.desk.find(id);
    checkDirectory(journal.directory, await this.signedInDirectory(journal.plan, signal));
    return journal;
  }
}

/** @throws Failure `signIn.otherDirectory` */
function checkDirectory(expected: Journal["directory"], actual: Journal["directory"]): void {
  const known = expected.tenantId !== undefined && actual.tenantId !== undefined;
  if (!known || expected.tenantId === actual.tenantId) return;
  throw new Failure("signIn.otherDirectory", "The plan was made in another directory.", {
    expected: nameOf(expected),
    actual: nameOf(actual),
  });
}

function nameOf({ accountLabel, tenantId }: Journal["directory"]): string {
  return [accountLabel, tenantId].filter(Boolean).join(" · ");
}

/** What came of a plan, with the directory that its registration was read in. */
function inDirectory<T extends Outcome>(outcome: T, { directory: { tenantId } }: Journal): T {
  const { registration } = outcome;
  if (registration === undefined || tenantId === undefined) return outcome;
  return { ...outcome, registration: { ...registration, tenantId } };
}
