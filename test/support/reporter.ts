import { appendFileSync, renameSync, writeFileSync } from "node:fs";
import type { Runner, Suite, Test } from "mocha";
import { outputFileVariable, resultFileVariable, type SuiteResult } from "./suiteResult";

/** Longer than this a test tells how long it took, in milliseconds. */
const slow = 500;

/**
 * Mocha reporter that prints one line for each test, to the file that {@link outputFileVariable} names where
 * the console is not its own, and writes the counts as JSON to the file that {@link resultFileVariable} names.
 */
export class Reporter {
  private readonly failures: string[] = [];
  private passed = 0;
  private skipped = 0;
  private depth = 0;

  constructor(runner: Runner) {
    runner.on("suite", (suite) => this.onSuite(suite));
    runner.on("suite end", (suite) => this.onSuiteEnd(suite));
    runner.on("pass", (test) => this.onPass(test));
    runner.on("pending", (test) => this.onPending(test));
    runner.on("fail", (test, error) => this.onFail(test, error));
    runner.once("end", () => this.onEnd());
  }

  private onSuite(suite: Suite): void {
    if (suite.root) return;
    this.print(suite.title);
    this.depth += 1;
  }

  private onSuiteEnd(suite: Suite): void {
    if (!suite.root) this.depth -= 1;
  }

  private onPass(test: Test): void {
    this.passed += 1;
    const duration = test.duration ?? 0;
    this.print(`✓ ${test.title}${duration > slow ? ` (${duration} ms)` : ""}`);
  }

  private onPending(test: Test): void {
    this.skipped += 1;
    this.print(`- ${test.title} (skipped)`);
  }

  private onFail(test: Test, error: unknown): void {
    this.print(`✗ ${test.title}`);
    this.failures.push(`${test.fullTitle()}\n${indent(reasonOf(error), 2)}`);
  }

  private onEnd(): void {
    for (const failure of this.failures) write(`\n${failure}`);
    const file = process.env[resultFileVariable];
    if (file === undefined) return;
    const result: SuiteResult = {
      passed: this.passed,
      failed: this.failures.length,
      skipped: this.skipped,
    };
    writeFileSync(`${file}.part`, JSON.stringify(result));
    renameSync(`${file}.part`, file);
  }

  private print(line: string): void {
    write(indent(line, 2 * (this.depth + 1)));
  }
}

/** An error that has come from another process is no `Error` any more, but looks like one. */
function reasonOf(error: unknown): string {
  const { stack, message } = Object(error) as Partial<Error>;
  return stack ?? message ?? String(error);
}

function write(line: string): void {
  const file = process.env[outputFileVariable];
  if (file === undefined) console.log(line);
  else appendFileSync(file, `${line}\n`);
}

function indent(text: string, spaces: number): string {
  return text.replaceAll(/^/gm, " ".repeat(spaces));
}

// Mocha's command line takes a file whose default export is the reporter.
export default Reporter;
