import * as vscode from "vscode";
import { CancelledError } from "../../base/errors";
import { message } from "../../base/message";
import type { Registration } from "../../core/registration/registration";
import type { Command } from "../command";
import { words } from "../localize";
import type { Ui } from "../parts";
import { withProgress } from "../progress";
import { askPick, type Choice } from "../prompts/pick";
import { pickRegistration } from "../prompts/pickRegistration";
import { back } from "../prompts/frame";
import { registrationOf, rowOf } from "../target";
import { pickText } from "../text";

/** Copies the fact in a row, or one that the person picks. Never a secret. */
export const copyValue: Command = {
  id: "entraMail.copyValue",
  about: "management",
  run: async (ui, target) => {
    const value = rowOf(target).value ?? (await pickValue(ui, target));
    await vscode.env.clipboard.writeText(value);
  },
};

async function pickValue(ui: Ui, target: unknown): Promise<string> {
  const title = words(message("Copy Value"));
  const { objectId } = registrationOf(ui, target) ?? (await pickRegistration(ui, title));
  const details = await withProgress(message("Loading the registration"), (signal) =>
    ui.registrations.details(objectId, signal, { interaction: "prompt" }),
  );
  const value = await askPick(
    { title },
    {
      choices: choicesOf(details, ui.registrations.tenantOf(details)),
      placeholder: words(message("Which value?")),
    },
  );
  if (value === back) throw new CancelledError();
  return value;
}

function choicesOf(details: Registration, tenantId: string | undefined): Choice<string>[] {
  const { appId, displayName, objectId, redirectUris } = details;
  return [
    choice(words(message("Application (client) ID")), appId),
    ...(tenantId === undefined ? [] : [choice(words(message("Directory (tenant) ID")), tenantId)]),
    choice(words(message("Object ID")), objectId),
    choice(words(message("Name")), displayName),
    ...Object.values(redirectUris)
      .flat()
      .map((uri) => choice(words(message("Redirect URI")), uri)),
  ];
}

function choice(label: string, value: string): Choice<string> {
  return { label, description: pickText(value), value };
}
