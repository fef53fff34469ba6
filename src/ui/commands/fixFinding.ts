import * as vscode from "vscode";
import type { Command } from "../command";
import { mendFinding } from "../mendFinding";
import { rowOf } from "../target";

/** Mends what a check found, after a review. */
export const fixFinding: Command = {
  id: "entraMail.fixFinding",
  about: "management",
  run: async (ui, target) => {
    const { finding, fix, registration } = rowOf(target);
    if (finding === undefined || (fix === undefined && finding.actions.length === 0)) {
      await vscode.commands.executeCommand("entraMail.checkRegistration", target);
      return;
    }
    await mendFinding(ui, { finding, fix }, registration);
  },
};
