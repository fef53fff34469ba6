import { type Message, message } from "../../base/message";
import type { FindingAction } from "../../core/diagnosis/finding";
import { markdownCode } from "../text";

/** What to do, where there is no button: a command as the palette lists it, and the address or text itself. */
export function actionWords(action: FindingAction, say: (message: Message) => string): string {
  return `${say(wayOf(action))}${contentOf(action)}`;
}

function wayOf({ kind, title }: FindingAction): Message {
  return kind === "runCommand" ? message("Command palette: Entra Mail: {0}", title) : title;
}

function contentOf(action: FindingAction): string {
  if (action.kind === "openLink") return `: ${markdownCode(action.url)}`;
  if (action.kind === "openSettings") return `: ${markdownCode(action.setting)}`;
  return action.kind === "copyText" ? `: ${markdownCode(action.text)}` : "";
}
