import * as vscode from "vscode";
import { Failure } from "../../core/failure";

/** A configuration of a mail program is some kilobytes long. */
const longestFile = 1024 * 1024;

/** A file that something is to be added to. */
export interface ExistingFile {
  readonly text: string;
  /**
   * Writes the file anew, after a copy of it as it was.
   * @param writePrivate writes a file that its owner alone can read
   * @param holdsSecret the text holds a secret: a file behind a link, whose readers are not known, is left alone then
   * @returns where the copy lies
   * @throws Failure `input.invalid` (file.changed, file.isLink)
   */
  replace(
    text: string,
    now: Date,
    writePrivate: (to: vscode.Uri, contents: Uint8Array) => Promise<void>,
    holdsSecret: boolean,
  ): Promise<vscode.Uri>;
}

/** Reads a file. @throws Failure `input.invalid` (file.tooLong, file.notText, file.notReadable) */
export async function readExisting(uri: vscode.Uri): Promise<ExistingFile> {
  const before = await read(uri);
  const text = decode(before);
  return {
    text,
    replace: async (fresh, now, writePrivate, holdsSecret) => {
      const { type } = await vscode.workspace.fs.stat(uri);
      const isLink = (type & vscode.FileType.SymbolicLink) !== 0;
      if (holdsSecret && isLink) throw failed("isLink");
      const still = await read(uri);
      if (!before.equals(still)) throw failed("changed");
      const stamp = now.toISOString().replaceAll(/[-:]|\.\d+/g, "");
      const backup = uri.with({ path: `${uri.path}.before-${stamp}` });
      // Of a link the editor's copy makes another link, which would change with the file; and what is behind it may be
      // for its owner alone
      if (isLink) await writePrivate(backup, still);
      else await vscode.workspace.fs.copy(uri, backup, { overwrite: false });
      const contents = Buffer.from(fresh);
      // In place: the file keeps its owner, its mode, and the link that may lead to it
      if (holdsSecret) await writePrivate(uri, contents);
      else await vscode.workspace.fs.writeFile(uri, contents);
      return backup;
    },
  };
}

async function read(uri: vscode.Uri): Promise<Buffer> {
  try {
    const { size } = await vscode.workspace.fs.stat(uri);
    if (size > longestFile) throw failed("tooLong");
    return Buffer.from(await vscode.workspace.fs.readFile(uri));
  } catch (error) {
    if (error instanceof Failure) throw error;
    throw failed("notReadable");
  }
}

function decode(bytes: Buffer): string {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw failed("notText");
  }
}

function failed(problem: string): Failure {
  return new Failure("input.invalid", "The file cannot be added to.", { input: "file", problem });
}

/** A secret goes only where its readers are known: into a file of this machine. */
export function notLocal({ scheme }: vscode.Uri): Failure {
  return new Failure("input.invalid", `The file is not on this machine (${scheme}).`, {
    input: "file",
    problem: "notLocal",
  });
}
