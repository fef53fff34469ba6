import type { Message } from "../../base/message";

/** One shape for every problem, from the rule that finds it to notification, tree and report. */
export interface Finding {
  /** Name of the rule, stable: tests and reports refer to it. */
  readonly id: string;
  readonly severity: "error" | "warning" | "information";
  /** What it means for the person, as a headline. */
  readonly title: Message;
  /** Why, in one or two sentences. */
  readonly explanation: Message;
  readonly evidence: readonly Evidence[];
  /** What to do next, the best first. */
  readonly actions: readonly FindingAction[];
}

/** Text of a server or a token fact, quoted. Untrusted. */
export interface Evidence {
  readonly label: Message;
  readonly text: string;
}

/** What a person can do about a finding; `ui` knows how. */
export type FindingAction =
  | { readonly kind: "signInMailbox"; readonly title: Message }
  | { readonly kind: "testAgain"; readonly title: Message }
  | { readonly kind: "openSettings"; readonly title: Message; readonly setting: string }
  | { readonly kind: "openLink"; readonly title: Message; readonly url: string }
  | { readonly kind: "copyText"; readonly title: Message; readonly text: string }
  | { readonly kind: "showLog"; readonly title: Message }
  /** Runs a command of this extension, by its whole name. */
  | {
      readonly kind: "runCommand";
      readonly title: Message;
      readonly command: `entraMail.${string}`;
      /** It is called on what the finding is about. */
      readonly onTarget?: true;
    };
