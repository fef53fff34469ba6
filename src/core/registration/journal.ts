import { type Message, message } from "../../base/message";
import type { Iso8601 } from "../time";
import type { Plan, PlanStep } from "./plan";

/** A plan and how far it got. Holds no secret: a value goes to SecretStorage before its step counts as done. */
export interface Journal {
  readonly id: string;
  readonly startedAt: Iso8601;
  /** Label of the directory it was begun in, and its tenant id. */
  readonly directory: { readonly tenantId: string | undefined; readonly accountLabel: string };
  readonly plan: Plan;
  readonly steps: readonly JournalStep[];
}

export interface JournalStep {
  readonly kind: PlanStep["kind"];
  /** `sent` = a write left this machine and its outcome is not known yet. */
  readonly status: "pending" | "sent" | "done";
  /** When the write left, while its outcome is not known and after. */
  readonly sentAt?: Iso8601 | undefined;
  /** What the step made: objectId, appId, keyId. */
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

const absent: JournalStep = { kind: "confirmApplication", status: "pending", made: {} };

/** The entry of a step; a pending one when the plan has no such step. */
export function journalStep(journal: Journal, kind: PlanStep["kind"]): JournalStep {
  return journal.steps.find((step) => step.kind === kind) ?? { ...absent, kind };
}

/** The journal with one entry replaced. */
export function withStep(journal: Journal, entry: JournalStep): Journal {
  return {
    ...journal,
    steps: journal.steps.map((step) => (step.kind === entry.kind ? entry : step)),
  };
}

/** True when no step has made anything and no write is unaccounted for: there is nothing to continue or undo. */
export function madeNothing(journal: Journal): boolean {
  return journal.steps.every(({ status }) => status === "pending");
}

export function isFinished(journal: Journal): boolean {
  return journal.steps.every(({ status }) => status === "done");
}

type SecretState = "unwanted" | "missing" | "unknown" | "unstored" | "stored";

function secretState(journal: Journal): SecretState {
  if (!journal.plan.steps.some(({ kind }) => kind === "storeSecret")) return "unwanted";
  const { status, made } = journalStep(journal, "storeSecret");
  if (status === "done") return "stored";
  if (status === "sent") return "unknown";
  const keyId = made["keyId"] ?? journalStep(journal, "createApplication").made["keyId"];
  return keyId === undefined ? "missing" : "unstored";
}

const createdWords: Readonly<Record<SecretState, (name: string) => Message>> = {
  unwanted: (name) => message("{0} was created.", name),
  missing: (name) => message("{0} was created, but its client secret was not.", name),
  unknown: (name) =>
    message("{0} was created. It is not known whether its client secret was.", name),
  unstored: (name) =>
    message("{0} was created, but the value of its client secret is not stored here.", name),
  stored: (name) => message("{0} was created, with its client secret.", name),
};

/** What a plan that stopped half-way has left behind. */
export function whatExists(journal: Journal): readonly Message[] {
  const name = journal.plan.title;
  const { status } = journalStep(journal, "createApplication");
  if (status === "pending") return [message("Nothing was created for {0}.", name)];
  if (status === "sent") {
    return [
      message("It is not known whether {0} was created: no answer came from the directory.", name),
    ];
  }
  const secret = secretState(journal);
  const onlyUnconfirmed =
    (secret === "unwanted" || secret === "stored") &&
    journalStep(journal, "confirmApplication").status === "pending";
  return [
    createdWords[secret](name),
    ...(onlyUnconfirmed ? [message("The directory does not show it everywhere yet.")] : []),
  ];
}
