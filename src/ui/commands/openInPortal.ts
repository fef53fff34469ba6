import * as vscode from "vscode";
import { message } from "../../base/message";
import { portalLink } from "../../core/registration/portalLink";
import type { Command } from "../command";
import { words } from "../localize";
import { pickRegistration } from "../prompts/pickRegistration";
import { registrationOf } from "../target";

/** Opens the page of a registration in the Microsoft Entra admin center. */
export const openInPortal: Command = {
  id: "entraMail.openInPortal",
  about: "management",
  run: async (ui, target) => {
    const registration =
      registrationOf(ui, target) ?? (await pickRegistration(ui, words(message("Open in Portal"))));
    const { appId, displayName } = registration;
    const tenantId = ui.registrations.tenantOf(registration);
    const link = portalLink(ui.settings.cloud, appId, tenantId);
    if (link === undefined) {
      ui.notifier.inform(
        message(
          "The portal of this cloud is not known here. Search it for the client ID {0}.",
          appId,
        ),
        { title: message("Copy Client ID"), run: () => vscode.env.clipboard.writeText(appId) },
      );
      return;
    }
    if (await vscode.env.openExternal(vscode.Uri.parse(link, true))) return;
    ui.notifier.inform(message("The portal page of {0} was not opened.", displayName), {
      title: message("Copy Link"),
      run: () => vscode.env.clipboard.writeText(link),
    });
  },
};
