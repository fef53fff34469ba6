import { spawn } from "node:child_process";
import { join } from "node:path";
import { build } from "esbuild";
import { makeTempFolder } from "../../support/tempFolder";

const root = join(__dirname, "../../..");
let built: Promise<string> | undefined;

/** The program of the token command as the extension brings it, built once for all tests. */
export function tokenScript(): Promise<string> {
  built ??= (async () => {
    const outfile = join(makeTempFolder(), "tokenClient.js");
    await build({
      entryPoints: [join(root, "src/platform/node/tokenClient/main.ts")],
      outfile,
      bundle: true,
      platform: "node",
      format: "cjs",
      target: "node20",
      minify: true,
      logLevel: "silent",
    });
    return outfile;
  })();
  return built;
}

export interface Ended {
  readonly exit: number | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly milliseconds: number;
}

/** Runs a program without anything on its standard input, and waits for its end. */
export function runProgram(
  file: string,
  words: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<Ended> {
  const started = performance.now();
  return new Promise((resolve, reject) => {
    const child = spawn(file, words, {
      stdio: ["ignore", "pipe", "pipe"],
      env: { ...process.env, ...env },
    });
    let stdout = "";
    let stderr = "";
    child.stdout.setEncoding("utf8").on("data", (text: string) => (stdout += text));
    child.stderr.setEncoding("utf8").on("data", (text: string) => (stderr += text));
    child.once("error", reject);
    child.once("close", (exit) =>
      resolve({ exit, stdout, stderr, milliseconds: performance.now() - started }),
    );
  });
}
