import type { Iso8601 } from "../time";
import type { Plan, PlanStep } from "./plan";
import type { PasswordCredentialDraft } from "./registration";

/** A plan and how far it got. Holds no secret: a value goes to SecretStorage before its step counts as done. */
export interface Journal {
  readonly id: string;
  readonly startedAt: Iso8601;
  /** Label of the directory it was begun in, and its tenant id. */
  readonly directory: { readonly tenantId: string | undefined; readonly accountLabel: string };
  readonly plan: Plan;
  /** One entry for each step of the plan, in the same order. */
  readonly steps: readonly JournalStep[];
  /** The window that carries the plan out; absent while nobody does. */
  readonly owner?: JournalOwner | undefined;
}

/** A window that carries a plan out, and when it last said so. */
export interface JournalOwner {
  readonly window: string;
  readonly seenAt: Iso8601;
}

export interface JournalStep {
  readonly kind: PlanStep["kind"];
  /** `sent` = a write left this machine and its outcome is not known yet. */
  readonly status: "pending" | "sent" | "done";
  /** When the write left, while its outcome is not known and after. */
  readonly sentAt?: Iso8601 | undefined;
  /** When the step was done; it stays while an undo of it is under way. */
  readonly doneAt?: Iso8601 | undefined;
  /** What the step made or is about to make, so that it can be found and taken back: object ids, scopes. */
  readonly made: Readonly<Record<string, string>>;
}

/** The journal of a plan of which nothing has been done. */
export function beginJournal(
  plan: Plan,
  directory: Journal["directory"],
  id: string,
  now: Date,
): Journal {
  return {
    id,
    startedAt: now.toISOString(),
    directory,
    plan,
    steps: plan.steps.map(({ kind }) => ({ kind, status: "pending", made: {} })),
  };
}

/** The entry of the step at a position; a pending one where the journal has none. */
export function journalEntry({ plan, steps }: Journal, index: number): JournalStep {
  const kind = plan.steps[index]?.kind ?? "confirmApplication";
  return steps[index] ?? { kind, status: "pending", made: {} };
}

/** The entry of the first step of a kind; a pending one when the plan has no such step. */
export function journalStep(journal: Journal, kind: PlanStep["kind"]): JournalStep {
  return journal.steps.find((step) => step.kind === kind) ?? { kind, status: "pending", made: {} };
}

/** The journal with one entry replaced. */
export function withStep(journal: Journal, index: number, entry: JournalStep): Journal {
  return {
    ...journal,
    steps: journal.plan.steps.map((_step, other) =>
      other === index ? entry : journalEntry(journal, other),
    ),
  };
}

/** True when a step has made nothing, and no write of it is unaccounted for. */
export function isUntouched({ status, made }: JournalStep): boolean {
  return status === "pending" && Object.keys(made).length === 0;
}

/** True when no step has made anything: there is nothing to continue or undo. */
export function madeNothing(journal: Journal): boolean {
  return journal.steps.every(isUntouched);
}

export function isFinished(journal: Journal): boolean {
  return journal.steps.every(({ status }) => status === "done");
}

/** The ids of the registration that a plan is about, or has made. */
export function subjectOf(
  journal: Journal,
): { readonly objectId: string; readonly appId: string } | undefined {
  if (journal.plan.subject !== undefined) return journal.plan.subject;
  const { objectId, appId } = journalStep(journal, "createApplication").made;
  return objectId === undefined || appId === undefined ? undefined : { objectId, appId };
}

/** The last `storeSecret` before a position, and where it stands. */
export function storeBefore(
  { plan }: Pick<Journal, "plan">,
  end: number,
): { readonly index: number; readonly secret: PasswordCredentialDraft } | undefined {
  const index = plan.steps.slice(0, end).findLastIndex(({ kind }) => kind === "storeSecret");
  const step = plan.steps[index];
  return step?.kind === "storeSecret" ? { index, secret: step.secret } : undefined;
}

/** The secret that the last `storeSecret` before a position made; its value may be lost. */
export function secretBefore(
  journal: Journal,
  end = journal.plan.steps.length,
): { readonly appId: string; readonly keyId: string } | undefined {
  const subject = subjectOf(journal);
  const kinds = journal.plan.steps.map(({ kind }) => kind);
  const index = kinds.slice(0, end).lastIndexOf("storeSecret");
  if (subject === undefined || index === -1) return undefined;
  const keyId = journalEntry(journal, index).made["keyId"] ?? createdKeyId(journal, index);
  return keyId === undefined ? undefined : { appId: subject.appId, keyId };
}

/** The first step that is not done; undefined when all are. */
export function nextStep({ plan, steps }: Journal): PlanStep | undefined {
  return plan.steps[steps.findIndex(({ status }) => status !== "done")];
}

/** Key id of the secret that came with the creation, for the step at a position: the first `storeSecret`. */
export function createdKeyId(journal: Journal, index: number): string | undefined {
  const first = journal.plan.steps.findIndex(({ kind }) => kind === "storeSecret");
  return index === first ? journalStep(journal, "createApplication").made["keyId"] : undefined;
}

/** Where the registration is, as far as the steps of its plan went. */
export type Whereabouts = "exists" | "deleted" | "gone";

/** Where the registration of a plan is now: a deleted one can be restored, one that is gone cannot. */
export function whereabouts(journal: Journal): Whereabouts {
  const first = journal.plan.steps.find(({ kind }) => moves[kind] !== undefined)?.kind;
  const begin: Whereabouts =
    first === "restoreApplication" || first === "deletePermanently" ? "deleted" : "exists";
  return journal.steps.reduce<Whereabouts>(
    (place, { kind, status }) => (status === "done" ? (moves[kind] ?? place) : place),
    begin,
  );
}

const moves: Readonly<Partial<Record<PlanStep["kind"], Whereabouts>>> = {
  deleteApplication: "deleted",
  restoreApplication: "exists",
  deletePermanently: "gone",
};
