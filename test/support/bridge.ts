import { copyFileSync, cpSync } from "node:fs";
import { join } from "node:path";
import { editorFolder } from "./paths";

/**
 * Puts the bridge extension into an extensions folder, which counts as installing it as long as VS Code has
 * not started there yet. The part that maps host names goes with it.
 */
export function installBridge(extensions: string): void {
  const folder = join(extensions, "entra-mail-test.sandbox-bridge-1.0.0");
  cpSync(join(editorFolder, "bridge"), folder, { recursive: true });
  copyFileSync(join(__dirname, "hostMap.cjs"), join(folder, "hostMap.cjs"));
}
