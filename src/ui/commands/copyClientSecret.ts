import { message } from "../../base/message";
import type { Command } from "../command";
import { words } from "../localize";
import { pickStoredSecret } from "../prompts/pickStoredSecret";
import { readStoredSecret } from "../readStoredSecret";
import { copySecret } from "../secretClipboard";

/** Puts the value of a stored client secret on the clipboard for a minute. */
export const copyClientSecret: Command = {
  id: "entraMail.copyClientSecret",
  about: "management",
  run: async (ui, target) => {
    const title = words(message("Copy Client Secret"));
    const stored = await pickStoredSecret(ui, target, title);
    await copySecret(await readStoredSecret(ui, stored));
    // Short enough to be read whole in a notification without buttons.
    ui.notifier.inform(message("The client secret is on the clipboard for one minute."));
  },
};
