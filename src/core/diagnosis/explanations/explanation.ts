import type { Message } from "../../../base/message";
import type { Failure } from "../../failure";
import type { FindingAction } from "../finding";

/** The words for one kind of failure; evidence and id are added for all alike. */
export interface Explanation {
  readonly title: Message;
  readonly explanation: Message;
  readonly actions: readonly FindingAction[];
}

export type Explain = (failure: Failure) => Explanation;

/** A fact as text; empty when the failure does not carry it. */
export function fact(failure: Failure, name: string): string {
  const value = failure.facts[name];
  return value === undefined ? "" : String(value);
}
