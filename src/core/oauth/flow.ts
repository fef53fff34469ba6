import { type Message, message } from "../../base/message";

export type FlowId = "loopback" | "deviceCode";

/** Where the extension runs, as far as it decides which way of signing in can work. */
export interface FlowSituation {
  /** The extension host is on another machine than the person's browser. */
  readonly remote: boolean;
  /** The editor itself runs in a browser. */
  readonly webUi: boolean;
}

/** A way to sign a mailbox in. */
export interface Flow {
  readonly id: FlowId;
  readonly title: Message;
  readonly detail: Message;
  /** True when the answer of the browser can reach the extension. */
  readonly fits: (situation: FlowSituation) => boolean;
}

/** In order of preference. */
export const flows: readonly Flow[] = [
  {
    id: "loopback",
    title: message("Browser on this computer"),
    detail: message("Opens the sign-in page; the answer comes back to http://localhost."),
    fits: ({ remote, webUi }) => !remote && !webUi,
  },
  {
    id: "deviceCode",
    title: message("Code on any device"),
    detail: message("Shows a short code to type in at Microsoft's device sign-in page."),
    fits: () => true,
  },
];

/** The flows with the best one for `situation` first; the others stay on offer. */
export function orderFlows(situation: FlowSituation): readonly Flow[] {
  return [...flows].sort((a, b) => Number(b.fits(situation)) - Number(a.fits(situation)));
}
