import * as vscode from "vscode";
import { message } from "../../base/message";
import type { ExportedFile } from "../../core/export/exporter";
import type { Command } from "../command";
import { askInsertSecret } from "../exports/askInsertSecret";
import { notLocal } from "../exports/existingFile";
import { previewInFront } from "../exports/previewInFront";
import { tellWritten } from "../exports/tellWritten";
import { writtenExport } from "../exports/writtenExport";
import { words } from "../localize";
import type { Ui } from "../parts";

/** Writes the previewed configuration to a file; the editor's dialog asks before anything is replaced. */
export const saveExport: Command = {
  id: "entraMail.saveExport",
  about: "mailbox",
  run: async (ui, target) => {
    const written = await writtenExport(ui, previewInFront(target));
    const title = words(message("Save Client Configuration"));
    const file = await askInsertSecret(ui, written, title);
    const uri = await vscode.window.showSaveDialog({
      title,
      saveLabel: words(message("Save")),
      defaultUri: vscode.Uri.file(`${ui.certificates.home}/${file.name}`),
    });
    if (uri === undefined) return;
    await write(ui, uri, file);
    tellWritten(ui, uri, file, undefined);
  },
};

/**
 * A new file is for its owner alone: mail programs refuse files that others can read, and none needs that. One that is
 * there keeps its mode and the link that may lead to it, unless a secret goes into it.
 */
async function write(ui: Ui, uri: vscode.Uri, { text, holdsSecret }: ExportedFile): Promise<void> {
  const contents = Buffer.from(text);
  if (holdsSecret && uri.scheme !== "file") throw notLocal(uri);
  if (uri.scheme === "file" && (holdsSecret || !(await exists(uri)))) {
    await ui.certificates.writePrivate(uri.fsPath, contents);
  } else {
    await vscode.workspace.fs.writeFile(uri, contents);
  }
}

async function exists(uri: vscode.Uri): Promise<boolean> {
  try {
    await vscode.workspace.fs.stat(uri);
    return true;
  } catch {
    return false;
  }
}
