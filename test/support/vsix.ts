import { mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { nodeForTools } from "./node24";
import { root, vsixFile } from "./paths";
import { run } from "./run";

/** Libraries are in the bundles; the manifest names no public repository that links could lead to. */
const options = ["--no-dependencies", "--allow-missing-repository", "--no-rewrite-relative-links"];

/**
 * Builds for release and packages the extension as {@link vsixFile}.
 *
 * @returns What vsce printed: the list of files.
 * @throws Error when vsce fails or has anything to warn about.
 */
export async function packageVsix(): Promise<string> {
  mkdirSync(dirname(vsixFile), { recursive: true });
  const vsce = join(root, "node_modules", "@vscode", "vsce", "vsce");
  const output = await run(nodeForTools(), [vsce, "package", ...options, "--out", vsixFile], {
    cwd: root,
  });
  if (/\bWARN(ING)?\b/.test(output)) throw new Error(`vsce has warnings:\n${output}`);
  return output;
}
