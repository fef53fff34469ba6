import * as vscode from "vscode";
import { message } from "../../base/message";
import type { Cloud } from "../../core/cloud";
import { asSetUp, type Intent } from "../../core/registration/intent";
import { offeredPresets } from "../../core/registration/offered";
import { custom } from "../../core/registration/presets/custom";
import type { RegistrationSummary } from "../../core/registration/registration";
import { pickWords, words } from "../localize";
import { answered } from "./editTarget";
import type { Frame } from "./frame";
import { askPick, type Choice } from "./pick";

/**
 * What a registration is meant for: one of the presets, or what it looks like.
 * @param known what was said before
 * @returns id of a preset, or {@link asSetUp}
 * @throws CancelledError
 */
export async function askIntent(
  frame: Frame,
  { displayName }: Pick<RegistrationSummary, "displayName">,
  cloud: Pick<Cloud, "personalAccounts">,
  known: Intent | undefined,
): Promise<string> {
  const unsaid: Choice<string> = {
    label: `$(search) ${words(message("Tell from how it is set up"))}`,
    detail: pickWords(
      message("Its platforms, permissions and credentials decide what is looked for."),
    ),
    value: asSetUp,
  };
  // "Something else" says no more than how it is set up
  const uses = offeredPresets(cloud)
    .filter((preset) => preset !== custom)
    .map(({ id, title, description, detail }): Choice<string> => ({
      label: pickWords(title),
      description: pickWords(description),
      detail: pickWords(detail),
      value: id,
    }));
  return answered(
    await askPick(frame, {
      choices: [unsaid, { label: "", kind: vscode.QuickPickItemKind.Separator }, ...uses],
      placeholder: words(message("What is {0} for?", displayName)),
      prompt: words(message("It is remembered here, and the checks go by it.")),
      preselected: uses.find(({ value }) => value === known?.presetId) ?? unsaid,
    }),
  );
}
