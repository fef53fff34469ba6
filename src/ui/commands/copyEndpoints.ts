import * as vscode from "vscode";
import { message } from "../../base/message";
import type { Command } from "../command";
import { words } from "../localize";
import { pickRegistration } from "../prompts/pickRegistration";
import { endpointsBlock } from "../reports/endpointsReport";
import { registrationOf } from "../target";

/** Copies all endpoints as lines of `name: value`. */
export const copyEndpoints: Command = {
  id: "entraMail.copyEndpoints",
  about: "management",
  run: async (ui, target) => {
    const registration =
      registrationOf(ui, target) ??
      (await pickRegistration(ui, words(message("Copy All Endpoints"))));
    const tenantId = ui.registrations.tenantOf(registration);
    const block = endpointsBlock({ registration, tenantId, cloud: ui.settings.cloud }, words);
    await vscode.env.clipboard.writeText(block);
    ui.notifier.inform(message("The endpoints of {0} were copied.", registration.displayName));
  },
};
