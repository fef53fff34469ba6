import { message } from "../../base/message";
import { isImported } from "../../core/registration/imported";
import type { Command } from "../command";
import { words } from "../localize";
import { pickRegistration } from "../prompts/pickRegistration";
import { registrationOf } from "../target";

/** Keeps a registration on top of the view. */
export const pinRegistration: Command = {
  id: "entraMail.pinRegistration",
  about: "management",
  run: async (ui, target) => {
    const registration =
      registrationOf(ui, target) ??
      (await pickRegistration(ui, words(message("Pin Registration"))));
    if (isImported(registration)) {
      ui.notifier.inform(
        message("{0} was entered by hand, and stands on top already.", registration.displayName),
      );
      return;
    }
    await ui.remembered.pin(registration, ui.registrations.tenantOf(registration));
  },
};
