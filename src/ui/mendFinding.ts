import { message } from "../base/message";
import type { Check } from "../core/checks/check";
import type { RegistrationSummary } from "../core/registration/registration";
import { findingButtons } from "./findingActions";
import { pickWords, words } from "./localize";
import type { Ui } from "./parts";
import { answered } from "./prompts/editTarget";
import { askPick } from "./prompts/pick";
import { reviewAndApply } from "./reviewAndApply";
import { plainText } from "./text";

/**
 * Carries out the plan of a finding after a review; where there is none, what a person can do: asked for where
 * there are several ways.
 * @param registration what it is about; undefined: what is run asks
 * @throws as {@link reviewAndApply}; CancelledError
 */
export async function mendFinding(
  ui: Ui,
  { finding, fix }: Check,
  registration: Pick<RegistrationSummary, "objectId" | "displayName"> | undefined,
): Promise<void> {
  if (fix !== undefined) {
    await reviewAndApply(ui, fix);
    return;
  }
  const buttons = findingButtons(finding, { target: registration?.objectId });
  const [only, ...others] = buttons;
  if (only === undefined) return;
  if (others.length === 0) {
    await only.run();
    return;
  }
  const choices = buttons.map((button) => ({ label: pickWords(button.title), value: button }));
  const chosen = answered(
    await askPick({ title: titleOf(registration) }, { choices, placeholder: words(finding.title) }),
  );
  await chosen.run();
}

function titleOf(registration: Pick<RegistrationSummary, "displayName"> | undefined): string {
  return registration === undefined
    ? words(message("Fix"))
    : words(message("Fix · {0}", plainText(registration.displayName)));
}
