import { message } from "../../base/message";
import { type Credential, sameCredential } from "../../core/mailbox/credential";
import type { UsableCredential } from "../../core/mailbox/usableCredentials";
import { locale, pickWords, words } from "../localize";
import { dateWords } from "../moments";
import { pickText } from "../text";
import type { Back, Frame } from "./frame";
import { askPick, type Choice } from "./pick";

const kinds = {
  secret: message("client secret"),
  certificate: message("certificate"),
} as const;

const icons = { secret: "$(key)", certificate: "$(verified)" } as const;

/** Which of several credentials on this computer the app proves itself with. */
export function askCredential(
  frame: Frame,
  usable: readonly UsableCredential[],
  before: Credential | undefined,
): Promise<Credential | Back> {
  const choices = usable.map(choiceOf);
  return askPick(frame, {
    choices,
    placeholder: words(message("Which credential does the app prove itself with?")),
    preselected: choices.find(
      ({ value }) => before !== undefined && value !== undefined && sameCredential(value, before),
    ),
  });
}

function choiceOf({ credential, displayName, endDateTime }: UsableCredential): Choice<Credential> {
  const { kind } = credential;
  return {
    label: `${icons[kind]} ${pickText(displayName === "" ? words(kinds[kind]) : displayName)}`,
    description: pickWords(
      message("{0} · until {1}", kinds[kind], dateWords(new Date(endDateTime), locale())),
    ),
    value: credential,
  };
}
