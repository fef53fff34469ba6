import { type Message, message } from "../../base/message";
import { type FlowId, type FlowSituation, orderFlows } from "../../core/oauth/flow";
import { pickWords, words } from "../localize";
import { askPick } from "./pick";
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

/** The way to sign in: what fits this place comes first, the others stay on offer. */
export function askFlow(
  frame: Frame,
  situation: FlowSituation,
  before: FlowId | undefined,
): Promise<FlowId | Back> {
  const choices = orderFlows(situation).map((flow) => ({
    label: pickWords(flow.title),
    detail: pickWords(flow.detail),
    description: flow.fits(situation)
      ? ""
      : words(message("the browser may be on another computer")),
    value: flow.id,
  }));
  return askPick(frame, {
    choices,
    placeholder: words(message("How do you want to sign in?")),
    preselected: choices.find(({ value }) => value === before),
  });
}

/** Only what cannot be an address is refused; the server decides about the rest. */
export function checkAddress(text: string): Message | undefined {
  return /^[^\s@]+@[^\s@]+$/.test(text)
    ? undefined
    : message("Type an address such as {0}.", "ada@contoso.com");
}
