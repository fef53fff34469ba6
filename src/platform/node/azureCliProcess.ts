import { type ChildProcess, spawn, type SpawnOptions } from "node:child_process";
import { constants } from "node:fs";
import { access, stat } from "node:fs/promises";
import { homedir } from "node:os";
import { posix, win32 } from "node:path";
import { withTimeout } from "../../base/async";
import { isCodedError } from "../../base/errors";

const timeLimit = 30_000;
const outputLimit = 1024 * 1024;

/** The machine the program runs on; tests have their own. */
export interface Machine {
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
}

export interface ProgramAnswer {
  /** Undefined when the program was stopped, because it took too long or said too much. */
  readonly exitCode: number | undefined;
  readonly stdout: string;
  readonly stderr: string;
}

/** Where the Azure CLI is. Only whole paths count: a folder that depends on where one stands could be anybody's. */
export async function findAzureCli({ platform, env }: Machine): Promise<string | undefined> {
  const windows = platform === "win32";
  const paths = windows ? win32 : posix;
  const path = Object.entries(env).find(([name]) =>
    windows ? name.toUpperCase() === "PATH" : name === "PATH",
  )?.[1];
  for (const folder of (path ?? "").split(paths.delimiter)) {
    if (!paths.isAbsolute(folder)) continue;
    for (const name of windows ? ["az.cmd", "az.exe"] : ["az"]) {
      const file = paths.join(folder, name);
      if (await isProgram(file)) return file;
    }
  }
  return undefined;
}

async function isProgram(file: string): Promise<boolean> {
  try {
    await access(file, constants.X_OK);
    return (await stat(file)).isFile();
  } catch {
    return false;
  }
}

/** What to start, as `spawn` takes it. */
export interface CommandLine {
  readonly file: string;
  readonly args: readonly string[];
  readonly options: Pick<SpawnOptions, "windowsVerbatimArguments">;
}

const plainArgument = /^[\w.:-]+$/;

/**
 * The command line of a program. Node starts no `.cmd` file without a shell (CVE-2024-27980), and in one everything
 * has a meaning: there only arguments of letters, digits and `._:-` are let through, and no path that the shell would change.
 * @returns undefined when it cannot be started safely
 */
export function commandLine(
  program: string,
  args: readonly string[],
  { platform, env }: Machine,
): CommandLine | undefined {
  if (!args.every((argument) => plainArgument.test(argument))) return undefined;
  if (platform !== "win32" || !program.toLowerCase().endsWith(".cmd")) {
    return { file: program, args, options: {} };
  }
  if (/["%!^\r\n]/.test(program)) return undefined;
  const root = env["SystemRoot"] ?? "C:\\Windows";
  return {
    file: win32.join(root, "System32", "cmd.exe"),
    // With /s the outermost quotes go and what stands between them stays as it is.
    args: ["/d", "/s", "/c", `""${program}" ${args.join(" ")}"`],
    options: { windowsVerbatimArguments: true },
  };
}

/**
 * Runs a program to its end, 30 s and 1 MiB at most; it is stopped with everything it started.
 * @throws CancelledError; the error of the system when it cannot be started
 */
export async function runProgram(
  { file, args, options }: CommandLine,
  { platform, env }: Machine,
  signal: AbortSignal,
): Promise<ProgramAnswer> {
  const child = spawn(file, [...args], {
    ...options,
    // A folder of somebody else's could hold settings that steer the program.
    cwd: homedir(),
    env: { ...env, AZURE_CORE_NO_COLOR: "true" },
    // A group of its own, so that all of it can be stopped.
    detached: platform !== "win32",
    windowsHide: true,
    stdio: ["ignore", "pipe", "pipe"],
  });
  try {
    return await withTimeout(timeLimit, signal, () => outcome(child));
  } catch (error) {
    if (isCodedError(error, "timeout")) return { exitCode: undefined, stdout: "", stderr: "" };
    throw error;
  } finally {
    if (child.exitCode === null && child.signalCode === null) stop(child, { platform, env });
  }
}

function outcome(child: ChildProcess): Promise<ProgramAnswer> {
  return new Promise((resolve, reject) => {
    const texts = { stdout: "", stderr: "" };
    for (const name of ["stdout", "stderr"] as const) {
      child[name]?.setEncoding("utf8").on("data", (text: string) => {
        texts[name] += text;
        if (texts[name].length > outputLimit) {
          resolve({ exitCode: undefined, stdout: "", stderr: "" });
        }
      });
    }
    child.once("error", reject);
    child.once("close", (code) => resolve({ exitCode: code ?? undefined, ...texts }));
  });
}

function stop(child: ChildProcess, { platform, env }: Machine): void {
  const { pid } = child;
  if (pid === undefined) return;
  if (platform === "win32") {
    const killer = win32.join(env["SystemRoot"] ?? "C:\\Windows", "System32", "taskkill.exe");
    spawn(killer, ["/pid", String(pid), "/t", "/f"], { windowsHide: true, stdio: "ignore" }).once(
      "error",
      () => child.kill(),
    );
    return;
  }
  try {
    process.kill(-pid, "SIGKILL");
  } catch {
    child.kill("SIGKILL");
  }
}
