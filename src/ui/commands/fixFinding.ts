import * as vscode from "vscode";
import type { Command } from "../command";
import { reviewAndApply } from "../reviewAndApply";
import { rowOf } from "../target";

/** Mends what a check found, after a review. */
export const fixFinding: Command = {
  id: "entraMail.fixFinding",
  about: "management",
  run: async (ui, target) => {
    const { fix } = rowOf(target);
    if (fix === undefined) {
      await vscode.commands.executeCommand("entraMail.checkRegistration", target);
      return;
    }
    await reviewAndApply(ui, fix);
  },
};
