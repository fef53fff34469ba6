import type { FailureCode } from "../../failure";
import type { Explanation } from "./explanation";

/** What Graph refused, and in which words. */
export interface Refused {
  readonly failureCode: FailureCode;
  /** What was asked for, in the log's words: "add owner". */
  readonly operation: string;
  readonly graphCode: string;
  /** Graph's words. Untrusted text: it is searched, never shown from here. */
  readonly words: string;
}

/** A refusal that is recognised, and its explanation. */
export interface Refusal {
  readonly fits: (refused: Refused) => boolean;
  readonly explanation: Explanation;
}

/** Recognises a refusal by Graph's error code. */
export const code =
  (...codes: readonly string[]): Refusal["fits"] =>
  ({ graphCode }) =>
    codes.includes(graphCode);

/** Recognises a refusal by Graph's words. */
export const says =
  (pattern: RegExp): Refusal["fits"] =>
  ({ words }) =>
    pattern.test(words);
