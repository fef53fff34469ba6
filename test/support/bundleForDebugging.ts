// For the launch configuration "In-editor tests".
import { bundleIntegration } from "./bundleIntegration";
import { runScript } from "./run";

/** Builds the extension and bundles the in-editor suite. */
async function main(): Promise<void> {
  await runScript("build");
  await bundleIntegration();
}

void main();
