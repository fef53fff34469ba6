import { existsSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { ensureInstalled } from "./install.mjs";
import { editorFolder } from "./paths";

/** The server build of VS Code is used on Linux only; elsewhere the package just brings Node. */
export const hasServerBuild = process.platform === "linux";

/** Where the server build lies once it is installed. */
export const codeServerFolder = join(editorFolder, "node_modules", "code-server");

/** Installs the editor's package when that has not been done; the first time it takes half a minute. */
export function installEditorPackages(): void {
  if (ensureInstalled(editorFolder, { withDev: hasServerBuild })) {
    console.log("Installed the VS Code server and its Node.");
  }
  const modules = join(codeServerFolder, "lib", "vscode", "node_modules");
  // The browser half of the workbench loads modules from here; they are the ones of the whole package.
  if (hasServerBuild && !existsSync(modules)) symlinkSync("../../..", modules);
}
