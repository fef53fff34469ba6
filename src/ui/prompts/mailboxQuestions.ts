import { type Message, message } from "../../base/message";
import type { FlowId, FlowSituation } from "../../core/oauth/flow";
import { type OfferedFlow, offerFlows, type SignInObstacle } from "../../core/oauth/signInObstacle";
import type { Registration } from "../../core/registration/registration";
import { pickWords, words } from "../localize";
import { type Choice, askPick } from "./pick";
import { type Back, type Frame } from "./frame";
import { askText } from "./text";

/** The mail address to sign in with. */
export function askAddress(frame: Frame, value: string): Promise<string | Back> {
  return askText(frame, {
    value,
    placeholder: "ada@contoso.com",
    prompt: words(message("Mail address of the mailbox")),
    check: checkAddress,
  });
}

const reasons: Readonly<Record<SignInObstacle, Message>> = {
  loopbackMissing: message(
    "not possible: the registration lacks the redirect URI http://localhost",
  ),
  publicFlowsOff: message("not possible: the registration does not allow public client flows"),
};

/**
 * The way to sign in: what fits this place comes first, the others stay on offer. What the registration
 * does not allow is shown with the reason and cannot be taken.
 */
export function askFlow(
  frame: Frame,
  situation: FlowSituation,
  before: FlowId | undefined,
  registration?: Registration,
): Promise<FlowId | Back> {
  const offered = offerFlows(situation, registration);
  const choices = offered.map((row) => flowChoice(row, situation));
  return askPick(frame, {
    choices,
    placeholder: words(message("How do you want to sign in?")),
    preselected: choices.find(({ value }) => value !== undefined && value === before),
  });
}

/** Without a value, and so not to be taken, when something is in its way. */
function flowChoice({ flow, obstacle }: OfferedFlow, situation: FlowSituation): Choice<FlowId> {
  const { id, title, detail } = flow;
  const doubt = flow.fits(situation)
    ? undefined
    : message("the browser may be on another computer");
  const told = obstacle === undefined ? doubt : reasons[obstacle];
  return {
    label: pickWords(title),
    detail: pickWords(detail),
    description: told === undefined ? "" : pickWords(told),
    ...(obstacle === undefined ? { value: id } : {}),
  };
}

/** Only what cannot be an address is refused; the server decides about the rest. */
export function checkAddress(text: string): Message | undefined {
  return /^[^\s@]+@[^\s@]+$/.test(text)
    ? undefined
    : message("Type an address such as {0}.", "ada@contoso.com");
}
