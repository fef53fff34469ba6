import { type Message, message } from "../../base/message";

export type FlowId = "loopback" | "deviceCode" | "paste" | "appOnly";

/** The ways in which a person signs in at a page. */
export type PersonFlowId = Exclude<FlowId, "appOnly">;

/** Where the extension runs, as far as it decides which way of signing in can work. */
export interface FlowSituation {
  /** The extension host is on another machine than the person's browser. */
  readonly remote: boolean;
  /** The editor itself runs in a browser. */
  readonly webUi: boolean;
}

/** A way to sign a mailbox in, and what it needs. */
export interface Flow {
  readonly id: FlowId;
  readonly title: Message;
  readonly detail: Message;
  /** Somebody signs in at a page. Without, the app proves itself and acts as itself. */
  readonly person: boolean;
  /** What the answer of the page goes to: this computer, any address a person can read, or nothing. */
  readonly redirect: "loopback" | "readable" | "none";
  /** "Allow public client flows" must be on: there is no redirect URI whose platform could tell. */
  readonly publicFlows: boolean;
  /** The browser must be on the computer on which the extension runs. */
  readonly sameComputer: boolean;
}

/**
 * In order of preference. Sources: Entra "authorization code flow", "device authorization grant", "client credentials
 * flow"; RFC 8252 for the answer on this computer.
 */
export const flows: readonly Flow[] = [
  {
    id: "loopback",
    title: message("Browser on this computer"),
    detail: message("Opens the sign-in page; the answer comes back to http://localhost."),
    person: true,
    redirect: "loopback",
    publicFlows: false,
    sameComputer: true,
  },
  {
    id: "deviceCode",
    title: message("Code on any device"),
    detail: message("Shows a short code to type in at Microsoft's device sign-in page."),
    person: true,
    redirect: "none",
    publicFlows: true,
    sameComputer: false,
  },
  {
    id: "paste",
    title: message("Any browser, and paste its address"),
    detail: message("You copy the address at which the browser ends, and paste it here."),
    person: true,
    redirect: "readable",
    publicFlows: false,
    sameComputer: false,
  },
  {
    id: "appOnly",
    title: message("The app itself, without a person"),
    detail: message(
      "With a client secret or certificate; opens the mailboxes that Exchange lets it open.",
    ),
    person: false,
    redirect: "none",
    publicFlows: false,
    sameComputer: false,
  },
];

const byId = new Map(flows.map((flow) => [flow.id, flow]));

/** The row of a flow. */
export function flowOf(id: FlowId): Flow {
  const flow = byId.get(id);
  if (flow === undefined) throw new Error(`There is no flow ${id}.`);
  return flow;
}

/** True when the answer of the browser can reach the extension. */
export function fitsPlace({ sameComputer }: Flow, { remote, webUi }: FlowSituation): boolean {
  return !sameComputer || (!remote && !webUi);
}
