// Plain JavaScript without dependencies: it runs before anything is installed.
import { spawn } from "node:child_process";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { ensureInstalled } from "./install.mjs";
import { passSignals } from "./passSignals.mjs";

const root = fileURLToPath(new URL("../../", import.meta.url));

/**
 * Installs the dependencies of the project when needed, then runs a TypeScript program of this folder in a
 * process of its own, with the arguments of this one, and ends as it ends.
 *
 * @param {string} program File name in this folder.
 */
export function runProgram(program) {
  if (ensureInstalled(root)) console.log("Installed the dependencies of the project.");
  const child = spawn(
    process.execPath,
    ["--import", "tsx", join(root, "test", "support", program), ...process.argv.slice(2)],
    { cwd: root, stdio: "inherit" },
  );
  passSignals(child);
  if (process.env["npm_lifecycle_event"] !== undefined) endWithParent(child);
  child.on("error", (error) => {
    console.error(error.message);
    process.exitCode = 1;
  });
  child.on("exit", (code, signal) => {
    process.exitCode = code ?? (signal === null ? 1 : 130);
  });
}

/**
 * Between npm and this process there is a shell, which passes no signal on: when npm is ended, the shell is gone
 * and this process has another parent.
 *
 * @param {import("node:child_process").ChildProcess} child
 */
function endWithParent(child) {
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid !== parent) child.kill("SIGTERM");
  }, 1000);
  timer.unref();
}
