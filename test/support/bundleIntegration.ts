import { readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { build, type BuildOptions } from "esbuild";
import { integrationFolder, root } from "./paths";

const source = join(root, "test", "integration");

const options = {
  outdir: integrationFolder,
  bundle: true,
  platform: "node",
  format: "cjs",
  target: "node20",
  // Mocha is loaded from node_modules, so that tests and runner share one copy.
  external: ["vscode", "mocha"],
  sourcemap: "inline",
  logLevel: "warning",
} as const satisfies BuildOptions;

/**
 * Bundles the in-editor suite: one file a test, `index.js` that runs them in the server build, and the
 * reporter in the form in which Mocha loads one by its path.
 */
export async function bundleIntegration(): Promise<void> {
  rmSync(integrationFolder, { recursive: true, force: true });
  const tests = readdirSync(source, { recursive: true, encoding: "utf8" }).filter((file) =>
    file.endsWith(".test.ts"),
  );
  await build({
    ...options,
    entryPoints: ["index.ts", ...tests].map((file) => join(source, file)),
  });
  await build({
    ...options,
    entryPoints: [join(__dirname, "reporter.ts")],
    footer: { js: "module.exports = module.exports.Reporter;" },
  });
}
