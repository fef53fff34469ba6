import * as vscode from "vscode";
import { CancelledError } from "../base/errors";
import { type Message, message } from "../base/message";
import { words } from "./localize";
import type { Ui } from "./parts";

/** The forms in which a key is written. */
export type KeyFileForm = "pem" | "pfx";

const filters: Readonly<Record<KeyFileForm, Record<string, string[]>>> = {
  pem: { PEM: ["pem"] },
  pfx: { PFX: ["pfx", "p12"] },
};

/**
 * Asks where a file with a private key goes, at first into the folder of the person, not that of a project; the editor's dialog asks before anything is replaced.
 * @throws CancelledError
 */
export async function askPrivateFile(
  { certificates }: Pick<Ui, "certificates">,
  name: string,
  form: KeyFileForm,
): Promise<vscode.Uri> {
  const uri = await vscode.window.showSaveDialog({
    title: words(message("Save Certificate and Key")),
    saveLabel: words(message("Save")),
    filters: filters[form],
    defaultUri: vscode.Uri.file(`${certificates.home}/${fileName(name)}.${form}`),
  });
  if (uri === undefined) throw new CancelledError();
  return uri;
}

/**
 * Writes the file, readable by its owner alone where this machine holds it and knows such a thing.
 * @returns what to tell: the file and the machine it is on
 * @throws Failure `input.invalid` (input `file`)
 */
export async function writePrivateFile(
  { certificates }: Pick<Ui, "certificates">,
  uri: vscode.Uri,
  contents: Uint8Array,
): Promise<Message> {
  if (uri.scheme === "file") {
    await certificates.writePrivate(uri.fsPath, contents);
    return message("Written to {0} on {1}.", uri.fsPath, certificates.machine);
  }
  await vscode.workspace.fs.writeFile(uri, contents);
  return message(
    "Written to {0} on {1}. Check who can read it there.",
    uri.path,
    uri.authority === "" ? uri.scheme : uri.authority,
  );
}

/** A name for a file that no system takes for a path. */
export function fileName(name: string): string {
  const safe = name.replaceAll(/[^\p{L}\p{N}._-]+/gu, "-").replaceAll(/^[.-]+|[.-]+$/g, "");
  return Array.from(safe).slice(0, 60).join("") || "certificate";
}
