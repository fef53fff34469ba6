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
  /** What the step made: objectId, appId, keyId. */
  readonly made: Readonly<Record<string, string>>;
}
