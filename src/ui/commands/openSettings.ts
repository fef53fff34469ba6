import * as vscode from "vscode";
import type { Command } from "../command";

/** Opens the settings of the extension, or one of them by its name. */
export const openSettings: Command = {
  id: "entraMail.openSettings",
  about: "management",
  run: async (_ui, target) => {
    const query = typeof target === "string" ? target : "entraMail";
    await vscode.commands.executeCommand("workbench.action.openSettings", query);
  },
};
