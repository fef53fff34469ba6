import * as vscode from "vscode";
import { message } from "../../base/message";
import type { ExportedFile } from "../../core/export/exporter";
import { Failure } from "../../core/failure";
import type { Command } from "../command";
import { askInsertSecret } from "../exports/askInsertSecret";
import { notLocal, readExisting } from "../exports/existingFile";
import { exportUri } from "../exports/exportUri";
import { previewInFront } from "../exports/previewInFront";
import { tellWritten } from "../exports/tellWritten";
import { type WrittenExport, writtenExport } from "../exports/writtenExport";
import { words } from "../localize";
import type { Ui } from "../parts";
import { writePrivateFile } from "../privateFile";

/**
 * Adds the previewed configuration to a file that is there: the change is shown first, what was there is kept in a
 * second file, and a file that somebody changes meanwhile is left alone.
 */
export const appendExport: Command = {
  id: "entraMail.appendExport",
  about: "mailbox",
  run: async (ui, target) => {
    const written = await writtenExport(ui, previewInFront(target));
    const { appendTo } = written.file;
    if (appendTo === undefined) throw cannotAppend(written.file);
    const title = words(message("Append to File"));
    const [uri] =
      (await vscode.window.showOpenDialog({
        title,
        openLabel: words(message("Append")),
        canSelectMany: false,
        defaultUri: vscode.Uri.file(ui.certificates.home),
      })) ?? [];
    if (uri === undefined) return;
    const existing = await readExisting(uri);
    await showChange(ui, written, uri, appendTo(existing.text));
    const sure = await ui.notifier.confirm(
      message("Add this to {0}?", uri.path),
      message(
        "The editor behind this question shows the change. What is there now is kept in a second file beside it.",
      ),
      message("Append"),
    );
    if (!sure) return;
    const file = await askInsertSecret(ui, written, title);
    const text = file.appendTo?.(existing.text);
    if (text === undefined) throw cannotAppend(file);
    const writePrivate = async (to: vscode.Uri, contents: Uint8Array): Promise<void> => {
      await writePrivateFile(ui, to, contents);
    };
    if (file.holdsSecret && uri.scheme !== "file") throw notLocal(uri);
    const backup = await existing.replace(text, ui.clock.now(), writePrivate, file.holdsSecret);
    tellWritten(ui, uri, file, backup);
  },
};

/** The change with the placeholder in it: a document never holds a secret. */
async function showChange(
  ui: Ui,
  { place, file }: WrittenExport,
  uri: vscode.Uri,
  text: string,
): Promise<void> {
  const preview = exportUri(words(message("{0} with this", uri.path)), file.name, place);
  ui.documents.putText(preview, text);
  const title = words(message("{0} as it is, and with this", uri.path));
  await vscode.commands.executeCommand("vscode.diff", uri, preview, title);
}

function cannotAppend({ name }: ExportedFile): Failure {
  return new Failure("input.invalid", `Nothing can be added to a file such as ${name}.`, {
    input: "export",
    problem: "notAppendable",
  });
}
