import { availableParallelism } from "node:os";
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

/** So many files run at once at most: each lab of an editor takes a gigabyte. */
const mostJobs = 4;

/** Runs test files in plain Node, several at once. Arguments after `--` on the command line go to Mocha, `--grep` for instance. */
export function runMocha(suite: MochaSuite): Promise<SuiteResult> {
  const own = process.argv.indexOf("--");
  return runSuiteProcess(
    [
      "--import=tsx",
      join(root, "node_modules", "mocha", "bin", "mocha.js"),
      ...mochaArguments(suite, process.env, own < 0 ? [] : process.argv.slice(own + 1)),
    ],
    suite.minutes,
  );
}

/**
 * What Mocha is started with. Files share nothing and run side by side, which only one's own `--no-parallel` changes;
 * then `.only` works, too. In continuous integration a forgotten one fails and does not hide the rest.
 */
export function mochaArguments(
  { files, testSeconds }: MochaSuite,
  env: NodeJS.ProcessEnv,
  own: readonly string[],
): readonly string[] {
  return [
    `--require=${join(__dirname, "endWithParent.ts")}`,
    `--reporter=${join(__dirname, "reporter.ts")}`,
    `--timeout=${testSeconds}s`,
    "--parallel",
    `--jobs=${Math.min(availableParallelism(), mostJobs)}`,
    ...(env["CI"] === "true" ? ["--forbid-only"] : []),
    ...own,
    ...files,
  ];
}
