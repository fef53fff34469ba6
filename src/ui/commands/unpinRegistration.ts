import { CancelledError } from "../../base/errors";
import { message } from "../../base/message";
import type { RegistrationSummary } from "../../core/registration/registration";
import type { Command } from "../command";
import { words } from "../localize";
import type { Ui } from "../parts";
import { back } from "../prompts/frame";
import { askPick } from "../prompts/pick";
import { registrationOf } from "../target";
import { pickText } from "../text";

/** Puts a pinned registration back into its place in the list. */
export const unpinRegistration: Command = {
  id: "entraMail.unpinRegistration",
  about: "management",
  run: async (ui, target) => {
    const registration = registrationOf(ui, target) ?? (await pickPinned(ui));
    if (registration !== undefined) await ui.remembered.unpin(registration.objectId);
  },
};

async function pickPinned({
  remembered,
  registrations,
  directories,
  notifier,
}: Ui): Promise<RegistrationSummary | undefined> {
  const { account } = registrations.list;
  const pinned = remembered.pinned(account?.tenantId ?? directories.current?.tenantId);
  if (pinned.length === 0) {
    notifier.inform(message("No registration of this directory is pinned."));
    return undefined;
  }
  const chosen = await askPick(
    { title: words(message("Unpin Registration")) },
    {
      choices: pinned.map((item) => ({
        label: pickText(item.displayName),
        description: pickText(item.appId),
        value: item,
      })),
      placeholder: words(message("Which app registration?")),
    },
  );
  if (chosen === back) throw new CancelledError();
  return chosen;
}
