import * as vscode from "vscode";
import { message } from "../../base/message";
import {
  checkCertificateFile,
  checkCertificateName,
  largestCertificateFile,
} from "../../core/registration/certificateRules";
import type { CertificateDraft } from "../../core/registration/plan";
import { locale, pickWords, words } from "../localize";
import { dateWords } from "../moments";
import { pickText } from "../text";
import { type Back, back, type Frame } from "./frame";
import { type CertificateUi, makeCertificate } from "./makeCertificate";
import { askPick, type Choice } from "./pick";
import { askText } from "./text";

/**
 * A certificate for a registration: made here, with its key stored or saved before this returns; or the public
 * part of one from a file; or one that was made here before and not used.
 * @throws Failure `secret.notKept`, `input.invalid`; CancelledError
 */
export async function makeOrChooseCertificate(
  ui: CertificateUi,
  frame: Frame,
): Promise<CertificateDraft | Back> {
  for (;;) {
    const way = await askPick<"make" | "file" | { readonly thumbprint: string }>(frame, {
      choices: [
        {
          label: words(message("Make a new one here")),
          detail: words(message("RSA 2048, self-signed. You choose where its key is kept.")),
          value: "make",
        },
        {
          label: words(message("Choose a certificate file…")),
          detail: words(message("CER, PEM or CRT. Only the public part is used.")),
          value: "file",
        },
        ...unusedRows(ui),
      ],
      placeholder: words(message("Which certificate proves the app?")),
    });
    if (way === back) return back;
    const inner = { ...frame, canGoBack: true };
    const draft =
      way === "make"
        ? await makeCertificate(ui, inner)
        : way === "file"
          ? await chooseCertificateFile(ui, inner)
          : await readStored(ui, way.thumbprint);
    if (draft !== back) return draft;
  }
}

/**
 * The public part of a certificate file. What is wrong with a file is said, and another one can be chosen.
 * @returns back when the dialog is closed
 */
export async function chooseCertificateFile(
  ui: CertificateUi,
  frame: Frame,
): Promise<CertificateDraft | Back> {
  const [uri] =
    (await vscode.window.showOpenDialog({
      title: frame.title,
      openLabel: words(message("Use This Certificate")),
      filters: { [words(message("Certificates"))]: ["cer", "crt", "pem", "der"] },
    })) ?? [];
  if (uri === undefined) return back;
  const { size } = await vscode.workspace.fs.stat(uri);
  if (size > largestCertificateFile) {
    ui.notifier.warn(
      message(
        "This file is no certificate: it has more than {0} KB.",
        largestCertificateFile / 1024,
      ),
    );
    return back;
  }
  const file = await ui.certificates.read(await vscode.workspace.fs.readFile(uri));
  const problem = checkCertificateFile(file, ui.clock.now());
  if (problem !== undefined) {
    ui.notifier.warn(problem);
    return back;
  }
  if (file.hadPrivateKey) {
    ui.notifier.inform(
      message(
        "The file also holds a private key. It stays where it is: only the certificate is sent.",
      ),
    );
  }
  if (file.further > 0) {
    ui.notifier.inform(message("The file holds several certificates. The first one is used."));
  }
  const { draft } = file;
  const name = await askText(
    { ...frame, canGoBack: true },
    {
      value: draft.displayName,
      placeholder: words(message("mail-service")),
      prompt: words(
        message(
          "Name of the certificate in the portal. It is valid until {0}.",
          dateWords(new Date(draft.endDateTime), locale()),
        ),
      ),
      check: checkCertificateName,
    },
  );
  return name === back ? back : { ...draft, displayName: name };
}

/** Certificates that were made here for a registration that did not come about. */
function unusedRows({ certificates }: CertificateUi): Choice<{ readonly thumbprint: string }>[] {
  return certificates.stored
    .filter(({ appId }) => appId === undefined)
    .map(({ displayName, thumbprint, storedAt }) => ({
      label: pickText(displayName),
      description: pickWords(
        message("made here on {0}, not used yet", dateWords(new Date(storedAt), locale())),
      ),
      detail: pickWords(message("Thumbprint: {0}", thumbprint)),
      value: { thumbprint },
    }));
}

async function readStored(ui: CertificateUi, thumbprint: string): Promise<CertificateDraft | Back> {
  const pem = await ui.certificates.pem(thumbprint);
  if (pem === undefined) {
    ui.notifier.warn(message("The key of this certificate is no longer on this computer."));
    return back;
  }
  const file = await ui.certificates.read(Buffer.from(pem));
  const problem = checkCertificateFile(file, ui.clock.now());
  if (problem === undefined) {
    const known = ui.certificates.stored.find((facts) => facts.thumbprint === thumbprint);
    return { ...file.draft, displayName: known?.displayName ?? file.draft.displayName };
  }
  ui.notifier.warn(problem);
  return back;
}
