import * as vscode from "vscode";
import { message } from "../../base/message";
import type { Command } from "../command";
import { words } from "../localize";
import { pickRegistration } from "../prompts/pickRegistration";
import { registrationOf } from "../target";

export const copyClientId: Command = {
  id: "entraMail.copyClientId",
  about: "management",
  run: async (ui, target) => {
    const { appId } =
      registrationOf(ui, target) ??
      (await pickRegistration(ui, words(message("Copy Application (Client) ID"))));
    await vscode.env.clipboard.writeText(appId);
  },
};
