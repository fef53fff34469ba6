import { message } from "../../base/message";
import type { Cloud } from "../../core/cloud";
import { audiences, audienceWords } from "../../core/registration/audience";
import { audienceProblems } from "../../core/registration/changes/supportedAccounts";
import type { Registration, SignInAudience } from "../../core/registration/registration";
import { pickWords, words } from "../localize";
import { wrapLine } from "../text";
import { answered } from "./editTarget";
import type { Frame } from "./frame";
import { askPick, type Choice } from "./pick";

/** Characters of a row that are seen in the widest pick list. */
const rowLength = 76;

/**
 * Who can sign in. What is not possible yet stands in the list with everything that has to be changed first.
 * @throws CancelledError
 */
export async function askSupportedAccounts(
  frame: Frame,
  registration: Registration,
  cloud: Pick<Cloud, "personalAccounts">,
): Promise<SignInAudience> {
  const choices = audiences.flatMap((audience) => rowsOf(audience, registration, cloud));
  const chosen = await askPick(frame, {
    choices,
    placeholder: words(message("Who can sign in?")),
    preselected: choices.find(({ value }) => value === registration.signInAudience),
  });
  return answered(chosen);
}

function rowsOf(
  audience: SignInAudience,
  registration: Registration,
  cloud: Pick<Cloud, "personalAccounts">,
): readonly Choice<SignInAudience>[] {
  const { short, portal } = audienceWords(audience);
  const row = { label: pickWords(short), detail: pickWords(portal) };
  if (audience === registration.signInAudience) {
    return [{ ...row, description: words(message("now")), value: audience }];
  }
  const problems = audienceProblems(registration, audience, cloud);
  if (problems.length === 0) return [{ ...row, value: audience }];
  return [
    { ...row, description: words(message("not possible yet")) },
    ...problems.flatMap((problem) =>
      wrapLine(pickWords(problem), rowLength).map((line, index) => ({
        label: index === 0 ? `$(warning) ${line}` : line,
      })),
    ),
  ];
}
