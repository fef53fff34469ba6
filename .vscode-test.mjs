// The in-editor suite for people who can download a desktop VS Code: `npm run test:desktop`, which bundles the
// tests first, or the Extension Test Runner of VS Code.
import { fileURLToPath } from "node:url";
import { defineConfig } from "@vscode/test-cli";

export default defineConfig({
  files: "out/integration/**/*.test.js",
  version: "stable",
  launchArgs: ["--disable-extensions"],
  mocha: {
    ui: "bdd",
    timeout: 20_000,
    reporter: fileURLToPath(new URL("out/integration/reporter.js", import.meta.url)),
  },
});
