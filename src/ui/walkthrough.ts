import * as vscode from "vscode";

/** What a step of the walkthrough is done by: that it came about, not that it was begun. Named in the manifest. */
export type WalkthroughStep = "registered" | "signedIn" | "tested" | "exported";

/** Ticks a step of the walkthrough, also while it is not open. */
export function stepDone(step: WalkthroughStep): void {
  void vscode.commands.executeCommand("setContext", `entraMail.walkthrough.${step}`, true);
}
