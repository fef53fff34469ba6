import * as vscode from "vscode";
import { isUri } from "./exportUri";

/** The preview a command was called on: from the title of its editor, or else the editor in front. */
export function previewInFront(target: unknown): unknown {
  return isUri(target) ? target : vscode.window.activeTextEditor?.document.uri;
}
