import { runScript } from "./run";
import { onePassed, oneFailed, sumOf, type SuiteResult } from "./suiteResult";
import { packageVsix } from "./vsix";

interface Check {
  readonly name: string;
  readonly run: () => Promise<unknown>;
}

/** What `npm run check` looks at besides the unit tests, and the package. */
const checks: readonly Check[] = [
  { name: "format", run: () => runScript("format:check") },
  { name: "lint", run: () => runScript("lint") },
  { name: "types", run: () => runScript("types") },
  { name: "build", run: () => runScript("build") },
  { name: "package without warnings", run: packageVsix },
];

/** Runs every check and prints the output of those that fail. */
export async function runChecks(): Promise<SuiteResult> {
  const results: SuiteResult[] = [];
  for (const check of checks) {
    try {
      await check.run();
      console.log(`  ✓ ${check.name}`);
      results.push(onePassed);
    } catch (error) {
      console.log(`  ✗ ${check.name}\n${(error as Error).message.replaceAll(/^/gm, "    ")}`);
      results.push(oneFailed);
    }
  }
  return sumOf(results);
}
