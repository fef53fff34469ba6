import { rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import { root } from "./paths";
import { endGroup, startGroup } from "./processGroup";
import { readResult, resultFileVariable, oneFailed, type SuiteResult } from "./suiteResult";
import { makeTempFolder } from "./tempFolder";

const preload = pathToFileURL(join(__dirname, "endWithParent.ts")).href;

/** How long a process may live on after its suite has ended, in milliseconds. */
const farewell = 15_000;

/** Runs a program of this folder as a suite. */
export function runProgram(program: string, minutes: number): Promise<SuiteResult> {
  return runSuiteProcess(
    ["--import=tsx", `--import=${preload}`, join(__dirname, program)],
    minutes,
  );
}

/**
 * Runs one suite as a process of its own that writes its counts to a file, and ends it when it takes longer
 * than `minutes` or lingers after its end.
 *
 * @param args Arguments of Node, the program first.
 */
export async function runSuiteProcess(
  args: readonly string[],
  minutes: number,
  node: string = process.execPath,
): Promise<SuiteResult> {
  const resultFile = join(makeTempFolder(), "result.json");
  const child = startGroup(node, args, {
    cwd: root,
    env: { ...process.env, [resultFileVariable]: resultFile },
    stdio: ["ignore", "inherit", "inherit"],
  });
  const exit = new Promise<Ending>((resolve) => {
    child.once("exit", (code) => resolve({ code }));
    child.once("error", ({ message }) => resolve({ complaint: message }));
  });
  const ending = await Promise.race([exit, overtime(resultFile, minutes)]);
  await endGroup(child);

  const result = readResult(resultFile);
  rmSync(resultFile, { force: true });
  const complaint = complaintAbout(ending, result);
  if (complaint === undefined) return result ?? oneFailed;
  console.log(`  ${complaint}`);
  return { ...(result ?? oneFailed), failed: (result?.failed ?? 0) + 1 };
}

interface Ending {
  readonly code?: number | null;
  readonly complaint?: string;
}

function complaintAbout({ code, complaint }: Ending, result?: SuiteResult): string | undefined {
  if (complaint !== undefined) return complaint;
  if (result === undefined) return `The suite ended before its last test (exit code ${code}).`;
  const unexplained = code !== 0 && result.failed === 0;
  return unexplained ? `All tests have passed, but the exit code is ${code}.` : undefined;
}

/** Resolves when the suite has taken too long or left something running; until then it just waits. */
async function overtime(resultFile: string, minutes: number): Promise<Ending> {
  const deadline = Date.now() + minutes * 60_000;
  while (readResult(resultFile) === undefined) {
    if (Date.now() > deadline) {
      return { complaint: `The suite took longer than ${minutes} minutes.` };
    }
    await wait(200, undefined, { ref: false });
  }
  await wait(farewell, undefined, { ref: false });
  return { complaint: "The suite has ended and left something running." };
}
