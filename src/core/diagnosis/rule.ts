import type { Finding } from "./finding";
import type { Symptom } from "./symptom";

/** One cause: how it shows and what to say about it. */
export interface Rule {
  readonly id: string;
  /** Undefined when this is not the cause. Server text is added as evidence for all rules alike. */
  readonly find: (symptom: Symptom) => RuleFinding | undefined;
}

export type RuleFinding = Pick<Finding, "title" | "explanation" | "actions"> &
  Partial<Pick<Finding, "evidence">>;
