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
  /** Its files share what takes long to set up, and run one after the other in one process. */
  readonly oneByOne?: boolean;
}

/** So many files run at once at most: each lab of an editor takes a gigabyte. */
const mostJobs = 4;

/** Runs test files in plain Node, several at once where they share nothing. Arguments after `--` on the command line go to Mocha, `--grep` for instance. */
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
 * What Mocha is started with. Files that share nothing run side by side, unless one's own `--no-parallel` says otherwise;
 * then `.only` works, too. In continuous integration a forgotten one fails and does not hide the rest.
 */
export function mochaArguments(
  { files, testSeconds, oneByOne = false }: MochaSuite,
  env: NodeJS.ProcessEnv,
  own: readonly string[],
): readonly string[] {
  return [
    `--require=${join(__dirname, "endWithParent.ts")}`,
    `--reporter=${join(__dirname, "reporter.ts")}`,
    `--timeout=${testSeconds}s`,
    ...(oneByOne ? [] : ["--parallel", `--jobs=${Math.min(availableParallelism(), mostJobs)}`]),
    ...(env["CI"] === "true" ? ["--forbid-only"] : []),
    ...own,
    ...files,
  ];
}
