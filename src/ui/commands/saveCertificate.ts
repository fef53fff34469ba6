import { message } from "../../base/message";
import type { Command } from "../command";
import { pickWords, words } from "../localize";
import { askPrivateFile, type KeyFileForm, writePrivateFile } from "../privateFile";
import { answered } from "../prompts/editTarget";
import { askPfxPassword } from "../prompts/keyPlaces";
import { askPick } from "../prompts/pick";
import { certificateNotHere, pickStoredCertificate } from "../prompts/pickCertificate";

/** Writes a certificate that was made here, with its key, to a file of the person's choice. */
export const saveCertificate: Command = {
  id: "entraMail.saveCertificate",
  about: "management",
  run: async (ui, target) => {
    const title = words(message("Save Certificate and Key"));
    const { thumbprint, displayName } = await pickStoredCertificate(ui, target, title);
    const pem = await ui.certificates.pem(thumbprint);
    if (pem === undefined) throw certificateNotHere();
    const form = answered(await askForm(title));
    const contents =
      form === "pem"
        ? Buffer.from(pem)
        : await ui.certificates.pfx(pem, answered(await askPfxPassword({ title })), displayName);
    const uri = await askPrivateFile(ui, displayName, form);
    ui.notifier.inform(await writePrivateFile(ui, uri, contents));
  },
};

function askForm(title: string): ReturnType<typeof askPick<KeyFileForm>> {
  return askPick<KeyFileForm>(
    { title },
    {
      choices: [
        {
          label: "PEM",
          detail: pickWords(message("Certificate and key as text, not encrypted.")),
          value: "pem",
        },
        {
          label: "PFX",
          detail: pickWords(message("Certificate and key, encrypted with a password.")),
          value: "pfx",
        },
      ],
      placeholder: words(message("Which form?")),
    },
  );
}
