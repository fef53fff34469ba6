import { CancelledError } from "../../base/errors";
import { message } from "../../base/message";
import type { ExportedFile } from "../../core/export/exporter";
import { pickWords, words } from "../localize";
import type { Ui } from "../parts";
import { askPick } from "../prompts/pick";
import { back } from "../prompts/frame";
import { type WrittenExport, withSecret } from "./writtenExport";

/**
 * The file to be written: with the placeholder, or with the client secret where its value is in this editor and the
 * person says so.
 * @throws CancelledError
 */
export async function askInsertSecret(
  ui: Ui,
  written: WrittenExport,
  title: string,
): Promise<ExportedFile> {
  if (!written.takesSecret) return written.file;
  const secret = await ui.exports.clientSecret(written.subject);
  if (secret === undefined) return written.file;
  const chosen = await askPick(
    { title },
    {
      choices: [
        {
          label: words(message("Leave the placeholder")),
          detail: pickWords(message("The client secret is put in by hand.")),
          value: "placeholder",
        },
        {
          label: words(message("Insert the client secret")),
          detail: pickWords(
            message(
              "The file then holds it in clear text, readable by you alone, on {0}.",
              ui.certificates.machine,
            ),
          ),
          value: "secret",
        },
      ],
      placeholder: words(message("What shall stand where the client secret belongs?")),
    },
  );
  if (chosen === back) throw new CancelledError();
  return chosen === "secret" ? await withSecret(written, secret) : written.file;
}
