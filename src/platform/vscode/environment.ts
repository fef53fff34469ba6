import { homedir, hostname } from "node:os";
import * as vscode from "vscode";
import type { FlowSituation } from "../../core/oauth/flow";

/** Where the extension runs: decides which way of signing in can work and is told in reports. */
export interface Environment {
  readonly situation: FlowSituation;
  /** Name of the machine from which connections are made. */
  readonly machine: string;
  /** Folder of the person on it. */
  readonly home: string;
}

/** @param extension this extension as the editor knows it */
export function readEnvironment(extension: vscode.Extension<unknown>): Environment {
  const { remoteName, uiKind } = vscode.env;
  const remote =
    remoteName !== undefined && extension.extensionKind === vscode.ExtensionKind.Workspace;
  return {
    situation: { remote, webUi: uiKind === vscode.UIKind.Web },
    machine: hostname(),
    home: homedir(),
  };
}
