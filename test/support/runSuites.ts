// `npm test [-- SUITE...]`: runs all suites, or those that are named.
import { rmSync } from "node:fs";
import { screenshotFolder } from "./paths";
import { endGroups } from "./processGroup";
import { prepare, suites, type Suite } from "./suites";
import {
  closingLine,
  oneFailed,
  oneSkipped,
  sumOf,
  withoutExcuses,
  type SuiteResult,
} from "./suiteResult";

const nothingMayBeSkipped = process.env["CI"] === "true";

async function main(): Promise<void> {
  rmSync(screenshotFolder, { recursive: true, force: true });
  const results: SuiteResult[] = [];
  for (const suite of chosenSuites()) {
    const started = Date.now();
    console.log(`\n${suite.name}: ${suite.title}`);
    const result = await resultOf(suite);
    const seconds = ((Date.now() - started) / 1000).toFixed(1);
    console.log(`${suite.name}: ${closingLine(result)} (${seconds} s)`);
    results.push(result);
  }
  const total = sumOf(results);
  console.log(`\n${closingLine(total)}`);
  process.exitCode = total.failed === 0 ? 0 : 1;
}

/** @throws Error when a name is not one of a suite. */
function chosenSuites(): readonly Suite[] {
  const own = process.argv.indexOf("--");
  const names = process.argv.slice(2, own < 0 ? undefined : own);
  if (names.length === 0) return suites.filter((suite) => suite.onRequest !== true);
  return names.map((name) => {
    const suite = suites.find((it) => it.name === name);
    if (suite !== undefined) return suite;
    throw new Error(`No suite ${name}; there are ${suites.map((it) => it.name).join(", ")}.`);
  });
}

async function resultOf(suite: Suite): Promise<SuiteResult> {
  try {
    prepare(suite);
    const obstacle = suite.obstacle();
    if (obstacle !== undefined) console.log(`  It cannot run on this machine: ${obstacle}.`);
    const result = obstacle === undefined ? await suite.run() : oneSkipped;
    return nothingMayBeSkipped ? withoutExcuses(result) : result;
  } catch (error) {
    console.log(`  ${(error as Error).message}`);
    return oneFailed;
  }
}

for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.on(signal, () => void endGroups().finally(() => process.exit(130)));
}
main().catch((error: Error) => {
  console.error(error.message);
  process.exitCode = 1;
});
