import { spawn, type SpawnOptions } from "node:child_process";
import { npmCommand } from "./install.mjs";
import { root } from "./paths";

export interface RunOptions {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  /** Milliseconds after which the command is ended; two minutes when not given. */
  readonly timeout?: number;
  /** Through a shell, which Windows needs for scripts; the caller quotes. */
  readonly shell?: boolean;
}

/**
 * Runs a command to its end and returns what it printed on both streams.
 *
 * @throws Error with that output when the command fails, cannot be started or takes too long.
 */
export async function run(
  file: string,
  args: readonly string[],
  { cwd, env, timeout = 120_000, shell = false }: RunOptions = {},
): Promise<string> {
  const options: SpawnOptions = {
    stdio: ["ignore", "pipe", "pipe"],
    timeout,
    shell,
    ...(cwd === undefined ? {} : { cwd }),
    ...(env === undefined ? {} : { env }),
  };
  const child = spawn(file, args, options);
  let output = "";
  const read = (chunk: Buffer): void => {
    output += chunk.toString("utf8");
  };
  child.stdout?.on("data", read);
  child.stderr?.on("data", read);
  const ending = await new Promise<string | undefined>((resolve) => {
    child.once("error", (error) => resolve(error.message));
    child.once("close", (code, signal) => {
      if (signal !== null) resolve(`ended by ${signal}`);
      else resolve(code === 0 ? undefined : `exit code ${code}`);
    });
  });
  if (ending === undefined) return output;
  throw new Error(`${[file, ...args].join(" ")}\n${output.trimEnd()}\n${ending}`);
}

/** Runs a script of the project's package.json. @throws Error with its output when it fails. */
export function runScript(name: string): Promise<string> {
  const { file, args, shell } = npmCommand();
  return run(file, [...args, "run", "--silent", name], {
    cwd: root,
    env: { ...process.env, NO_COLOR: "1" },
    timeout: 300_000,
    shell,
  });
}
