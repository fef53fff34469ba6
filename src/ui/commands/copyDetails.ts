import * as vscode from "vscode";
import { findingDetails } from "../findingDetails";
import type { Command } from "../command";
import { words } from "../localize";
import { rowOf } from "../target";

/** Copies a failure for whoever helps with it. Without credentials. */
export const copyDetails: Command = {
  id: "entraMail.copyDetails",
  about: "management",
  run: async ({ redact, registrations }, target) => {
    const finding = rowOf(target).finding ?? registrations.list.failure;
    if (finding === undefined) return;
    await vscode.env.clipboard.writeText(redact(findingDetails(finding, words)));
  },
};
