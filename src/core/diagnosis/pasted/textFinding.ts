import type { Message } from "../../../base/message";
import type { Finding, FindingAction } from "../finding";

/** One of several causes that show in the same words. */
export interface Cause {
  /** The rule of a login test that would find it. */
  readonly id: string;
  readonly words: Message;
  readonly actions: readonly FindingAction[];
}

/** What is made of one error in a pasted text. */
export interface TextFinding {
  readonly finding: Finding;
  /** The likeliest first; empty where the text decides. */
  readonly causes: readonly Cause[];
}
