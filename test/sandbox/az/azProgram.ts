import { chmod, mkdir, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";

const script = resolve(import.meta.dirname, "az.mjs");

/**
 * Writes a program `az` (and `az.cmd` for Windows) into a new folder below `directory`: the Azure CLI as far as
 * `account get-access-token`, `account list` and `version` go, with the sandbox's tokens. Who is signed in to it is
 * the sandbox's setting `azureCliUser`.
 * @param adminUrl of the running sandbox
 * @returns the folder to put on PATH
 */
export async function writeAzProgram(directory: string, adminUrl: string): Promise<string> {
  const folder = join(directory, "az-program");
  await mkdir(folder, { recursive: true });
  const node = process.execPath;
  const shell = [
    "#!/bin/sh",
    `ENTRA_SANDBOX_ADMIN='${adminUrl}' exec '${node}' '${script}' "$@"`,
    "",
  ];
  const batch = [
    "@echo off",
    `set "ENTRA_SANDBOX_ADMIN=${adminUrl}"`,
    `"${node}" "${script}" %*`,
    "",
  ];
  await writeFile(join(folder, "az"), shell.join("\n"));
  await chmod(join(folder, "az"), 0o755);
  await writeFile(join(folder, "az.cmd"), batch.join("\r\n"));
  return folder;
}
