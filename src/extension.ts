import * as vscode from "vscode";
import { createContainer } from "./container";
import { openUi } from "./ui/open";

/** Wires and returns: no network, no secret, no sign-in happens here. */
export function activate(context: vscode.ExtensionContext): void {
  const channel = vscode.window.createOutputChannel("Entra Mail", { log: true });
  const { services, disposables } = createContainer(context, channel);
  context.subscriptions.push(channel, ...disposables, ...openUi(services));
}
