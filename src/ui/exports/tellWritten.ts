import * as vscode from "vscode";
import { message } from "../../base/message";
import type { ExportedFile } from "../../core/export/exporter";
import type { Ui } from "../parts";
import { stepDone } from "../walkthrough";

/** Says what was written, on which machine, and where what was there before lies now. */
export function tellWritten(
  { notifier, certificates }: Ui,
  uri: vscode.Uri,
  file: ExportedFile,
  backup: vscode.Uri | undefined,
): void {
  const path = uri.scheme === "file" ? uri.fsPath : uri.path;
  const machine = uri.scheme === "file" ? certificates.machine : uri.authority || uri.scheme;
  const written =
    backup === undefined
      ? message("Written to {0} on {1}. {2}", path, machine, file.placement)
      : message(
          "Added to {0} on {1}. What was there before is in {2}.",
          path,
          machine,
          backup.path,
        );
  stepDone("exported");
  notifier.inform(written, {
    title: message("Open"),
    run: async () => await vscode.window.showTextDocument(uri),
  });
}
