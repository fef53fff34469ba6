import * as vscode from "vscode";
import { message } from "../../base/message";
import {
  checkCertificateFile,
  checkCertificateName,
  largestCertificateFile,
} from "../../core/registration/certificateRules";
import type { CertificateDraft } from "../../core/registration/plan";
import { locale, words } from "../localize";
import { dateWords } from "../moments";
import { type Back, back, type Frame } from "./frame";
import { type CertificateUi, makeCertificate } from "./makeCertificate";
import { askPick, type Choice } from "./pick";
import { askText } from "./text";
import { forgetUnused, readUnused, type UnusedChoice, unusedRows } from "./unusedCertificates";

/**
 * A certificate for a registration: made here, with its key stored or saved before this returns; or the public
 * part of one from a file; or one that was made here before and not used.
 * @param name what a new one is called at first
 * @throws Failure `secret.notKept`, `input.invalid`; CancelledError
 */
export async function makeOrChooseCertificate(
  ui: CertificateUi,
  frame: Frame,
  name?: string,
): Promise<CertificateDraft | Back> {
  return choose(ui, frame, name, [
    ...newRow(),
    {
      label: words(message("Choose a certificate file…")),
      detail: words(message("CER, PEM or CRT. Only the public part is used.")),
      value: "file",
    },
  ]);
}

/**
 * A certificate made here: a new one, or one that was made before and not used. Nothing is asked where there is
 * none of these.
 * @param name what a new one is called at first
 * @throws Failure `secret.notKept`, `input.invalid`; CancelledError
 */
export async function makeOrReuseCertificate(
  ui: CertificateUi,
  frame: Frame,
  name: string,
): Promise<CertificateDraft | Back> {
  return unusedRows(ui).length === 0
    ? await makeCertificate(ui, frame, name)
    : await choose(ui, frame, name, newRow());
}

type Way = "make" | "file" | UnusedChoice;

function newRow(): readonly Choice<Way>[] {
  return [
    {
      label: words(message("Make a new one here")),
      detail: words(message("RSA 2048, self-signed. You choose where its key is kept.")),
      value: "make",
    },
  ];
}

async function choose(
  ui: CertificateUi,
  frame: Frame,
  name: string | undefined,
  ways: readonly Choice<Way>[],
): Promise<CertificateDraft | Back> {
  for (;;) {
    const way = await askPick<Way>(frame, {
      choices: [...ways, ...unusedRows(ui)],
      placeholder: words(message("Which certificate proves the app?")),
    });
    if (way === back) return back;
    const draft = await carryOut(ui, { ...frame, canGoBack: true }, name, way);
    if (draft !== back) return draft;
  }
}

async function carryOut(
  ui: CertificateUi,
  frame: Frame,
  name: string | undefined,
  way: Way,
): Promise<CertificateDraft | Back> {
  if (way === "make") return await makeCertificate(ui, frame, name);
  if (way === "file") return await chooseCertificateFile(ui, frame);
  if (way !== "forget") return await readUnused(ui, way.thumbprint);
  await forgetUnused(ui, frame);
  return back;
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
