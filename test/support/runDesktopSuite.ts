// `npm run test:desktop`: the in-editor suite in a desktop VS Code, by the configuration in .vscode-test.mjs.
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { bundleIntegration } from "./bundleIntegration";
import { nodeForTools } from "./node24";
import { root } from "./paths";
import { runScript } from "./run";

async function main(): Promise<number> {
  await runScript("build");
  await bundleIntegration();
  const testCli = join(root, "node_modules", "@vscode", "test-cli", "out", "bin.mjs");
  return spawnSync(nodeForTools(), [testCli], { cwd: root, stdio: "inherit" }).status ?? 1;
}

main().then(
  (code) => process.exit(code),
  (error: Error) => {
    console.error(error.message);
    process.exit(1);
  },
);
