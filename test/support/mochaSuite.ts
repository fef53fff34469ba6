import { join } from "node:path";
import { root } from "./paths";
import { runSuiteProcess } from "./suiteProcess";
import type { SuiteResult } from "./suiteResult";

export interface MochaSuite {
  /** Test files, as patterns from the project's folder. */
  readonly files: readonly string[];
  /** Limit of one test, in seconds. */
  readonly testSeconds: number;
  /** Limit of the whole suite, in minutes. */
  readonly minutes: number;
}

/** Runs test files in plain Node. Arguments after `--` on the command line go to Mocha, `--grep` for instance. */
export function runMocha({ files, testSeconds, minutes }: MochaSuite): Promise<SuiteResult> {
  const own = process.argv.indexOf("--");
  return runSuiteProcess(
    [
      "--import=tsx",
      join(root, "node_modules", "mocha", "bin", "mocha.js"),
      `--require=${join(__dirname, "endWithParent.ts")}`,
      `--reporter=${join(__dirname, "reporter.ts")}`,
      `--timeout=${testSeconds}s`,
      ...(own < 0 ? [] : process.argv.slice(own + 1)),
      ...files,
    ],
    minutes,
  );
}
