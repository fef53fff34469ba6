import { existsSync, readFileSync } from "node:fs";

/** Counts of one suite; what the reporter writes and the runner adds up. */
export interface SuiteResult {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

/** Names the file into which the reporter writes the counts as JSON when the suite has ended. */
export const resultFileVariable = "ENTRA_TEST_RESULT";

/** Names the file to which the reporter prints; without it, it prints to the console. */
export const outputFileVariable = "ENTRA_TEST_OUTPUT";

export const nothingRun: SuiteResult = { passed: 0, failed: 0, skipped: 0 };
export const onePassed: SuiteResult = { ...nothingRun, passed: 1 };
export const oneFailed: SuiteResult = { ...nothingRun, failed: 1 };
export const oneSkipped: SuiteResult = { ...nothingRun, skipped: 1 };

export function sumOf(results: readonly SuiteResult[]): SuiteResult {
  return results.reduce(
    (sum, result) => ({
      passed: sum.passed + result.passed,
      failed: sum.failed + result.failed,
      skipped: sum.skipped + result.skipped,
    }),
    nothingRun,
  );
}

/** Where nothing may be left out (CI), what was skipped has failed. */
export function withoutExcuses({ passed, failed, skipped }: SuiteResult): SuiteResult {
  return { passed, failed: failed + skipped, skipped: 0 };
}

/** The closing line: "3 passed, 0 failed", with ", 1 skipped" when something was. */
export function closingLine({ passed, failed, skipped }: SuiteResult): string {
  const line = `${passed} passed, ${failed} failed`;
  return skipped === 0 ? line : `${line}, ${skipped} skipped`;
}

/** What the reporter wrote, or `undefined` when the suite has not come to its end. */
export function readResult(file: string): SuiteResult | undefined {
  return existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as SuiteResult) : undefined;
}
