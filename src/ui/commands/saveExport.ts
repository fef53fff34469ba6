import * as vscode from "vscode";
import { message } from "../../base/message";
import type { Command } from "../command";
import { askInsertSecret } from "../exports/askInsertSecret";
import { previewInFront } from "../exports/previewInFront";
import { tellWritten } from "../exports/tellWritten";
import { writtenExport } from "../exports/writtenExport";
import { words } from "../localize";
import { writePrivateFile } from "../privateFile";

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
    if (file.holdsSecret) {
      ui.notifier.inform(await writePrivateFile(ui, uri, Buffer.from(file.text)));
      return;
    }
    await vscode.workspace.fs.writeFile(uri, Buffer.from(file.text));
    tellWritten(ui, uri, file, undefined);
  },
};
