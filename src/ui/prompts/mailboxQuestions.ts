import { type Message, message } from "../../base/message";
import { fitsPlace, type Flow, type FlowId, type FlowSituation } from "../../core/oauth/flow";
import { pasteRedirectOf } from "../../core/oauth/pasteRedirect";
import {
  needsCredential,
  type OfferedFlow,
  offerFlows,
  type SignInObstacle,
} from "../../core/oauth/signInObstacle";
import type { Registration } from "../../core/registration/registration";
import { pickWords, words } from "../localize";
import { type Choice, askPick } from "./pick";
import { type Back, type Frame } from "./frame";
import { askText } from "./text";

/** The mail address to sign in with. */
export function askAddress(
  frame: Frame,
  value: string,
  prompt: Message = message("Mail address of the mailbox"),
): Promise<string | Back> {
  return askText(frame, {
    value,
    placeholder: "ada@contoso.com",
    prompt: words(prompt),
    check: checkAddress,
  });
}

const reasons: Readonly<Record<SignInObstacle, Message>> = {
  loopbackMissing: message(
    "not possible: the registration lacks the redirect URI http://localhost",
  ),
  redirectMissing: message("not possible: it has no redirect URI that a browser shows"),
  publicFlowsOff: message("not possible: the registration does not allow public client flows"),
  noUser: message("not possible: it has application permissions only"),
  noRoles: message("not possible: it has no application permissions"),
  personalOnly: message("not possible: personal accounts are opened by their owner only"),
};

export interface FlowQuestion {
  readonly situation: FlowSituation;
  /** The one that was chosen or used before. */
  readonly before: FlowId | undefined;
  /** Undefined where it is not known: then everything is possible. */
  readonly registration: Registration | undefined;
  /** Whether a secret or key of the registration is on this computer. Default: yes. */
  readonly hasCredential?: boolean;
  /** Default: all. */
  readonly offered?: readonly Flow[];
}

/**
 * The way to sign in: what fits this place comes first, the others stay on offer. What the registration
 * does not allow is shown with the reason and cannot be taken.
 */
export function askFlow(frame: Frame, question: FlowQuestion): Promise<FlowId | Back> {
  const { situation, before, registration, offered } = question;
  const choices = offerFlows(situation, registration, offered).map((row) =>
    flowChoice(row, question),
  );
  return askPick(frame, {
    choices,
    placeholder: words(message("How do you want to sign in?")),
    preselected: choices.find(({ value }) => value !== undefined && value === before),
  });
}

/** Without a value, and so not to be taken, when something is in its way. */
function flowChoice({ flow, obstacle }: OfferedFlow, question: FlowQuestion): Choice<FlowId> {
  const { id, title, detail } = flow;
  const told = obstacle === undefined ? doubtOf(flow, question) : reasons[obstacle];
  return {
    label: pickWords(title),
    detail: pickWords(detail),
    description: told === undefined ? "" : pickWords(told),
    ...(obstacle === undefined ? { value: id } : {}),
  };
}

/** What may keep a way from working that can be taken all the same. */
function doubtOf(
  flow: Flow,
  { situation, registration, hasCredential = true }: FlowQuestion,
): Message | undefined {
  if (registration !== undefined && !hasCredential && needsCredential(registration, flow.id)) {
    return message("needs a client secret or certificate, and none is on this computer");
  }
  if (!fitsPlace(flow, situation)) return message("the browser may be on another computer");
  const isProduct =
    flow.redirect === "readable" &&
    registration !== undefined &&
    pasteRedirectOf(registration)?.place === "product";
  return isProduct
    ? message("ends at the callback of the product, which may show an error")
    : undefined;
}

/** Only what cannot be an address is refused; the server decides about the rest. */
export function checkAddress(text: string): Message | undefined {
  return /^[^\s@]+@[^\s@]+$/.test(text)
    ? undefined
    : message("Type an address such as {0}.", "ada@contoso.com");
}
