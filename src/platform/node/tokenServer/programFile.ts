import { randomUUID } from "node:crypto";
import { chmod, lstat, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { shQuote } from "../../../core/registration/commandLines/shQuote";
import { programName } from "../../../core/tokenCommand/commandLine";
import { exitCodes, refusals } from "../../../core/tokenCommand/refusals";
import { isOwnedAlone } from "./ownedAlone";
import { folderFailure } from "./privateFolder";

/** Read, write and run for the owner. */
const ownerRuns = 0o700;

/** Switches of a shell for Node that do not concern the program, or would make it print a second line. */
const dropped = ["NODE_OPTIONS", "NODE_EXTRA_CA_CERTS"] as const;
const added = ["ELECTRON_RUN_AS_NODE=1", "NODE_NO_WARNINGS=1"] as const;

/**
 * One file that is a shell script and JavaScript at once, so that it needs nothing but the editor: to the shell its
 * second line runs the rest of the file by Node, to JavaScript that line is a text and a comment.
 *
 * Node is the editor's own, because most people with a mail program have no other; `ELECTRON_RUN_AS_NODE` makes the
 * desktop's editor one (it is how VS Code's own command line runs), and a real Node ignores it. Editors in versioned
 * places (snap, remote servers) move it with an update, and Flatpak hides it: then the Node in PATH is taken, until a
 * window starts and writes the new place.
 *
 * A folder above may say that scripts are ES modules; those have no `require`, which is why it is made.
 *
 * @param node path of the Node or editor to run it with
 * @param script the program as one CommonJS file
 */
export function programText(node: string, script: string): string {
  const missing = `${programName}: ${refusals.noEditor.text}`;
  const steps = [
    `unset ${dropped.join(" ")}`,
    `node=${shQuote(node)}`,
    `[ -x "$node" ] || node=$(command -v node) || { echo ${shQuote(missing)} >&2; exit ${exitCodes.temporary}; }`,
    `${added.join(" ")} exec "$node" "$0" "$@"`,
  ];
  return [
    "#!/bin/sh",
    `":" //; ${steps.join("; ")}`,
    "var require = globalThis.process.getBuiltinModule ?? require;",
    script,
  ].join("\n");
}

/**
 * The same for Windows, beside the script: `cmd` runs no other file by its name. Not tried on Windows here.
 * @param node path of the Node or editor to run it with
 */
export function windowsText(node: string): string {
  return [
    "@echo off",
    "setlocal",
    ...dropped.map((name) => `set "${name}="`),
    ...added.map((setting) => `set "${setting}"`),
    // In a batch file a percent sign stands twice
    `"${node.replaceAll("%", "%%")}" "%~dp0${programName}" %*`,
    "",
  ].join("\r\n");
}

/**
 * Writes the program where it is missing or another one.
 * @returns the path that mail programs run
 * @throws Failure `input.invalid` (tokenFolder.notWritten)
 */
export async function keepProgram(
  folder: string,
  node: string,
  scriptFile: string,
): Promise<string> {
  const script = join(folder, programName);
  try {
    await keepFile(script, programText(node, await readFile(scriptFile, "utf8")));
    if (process.platform !== "win32") return script;
    const batch = `${script}.cmd`;
    await keepFile(batch, windowsText(node));
    return batch;
  } catch (error) {
    throw folderFailure("notWritten", script, error);
  }
}

async function keepFile(path: string, text: string): Promise<void> {
  if (await holds(path, text)) return;
  // Put in its place whole: a mail program may be starting the old one at this moment
  const fresh = `${path}.${randomUUID()}.tmp`;
  try {
    await writeFile(fresh, text, { mode: ownerRuns, flag: "wx" });
    await chmod(fresh, ownerRuns);
    await rename(fresh, path);
  } catch (error) {
    await rm(fresh, { force: true });
    throw error;
  }
}

async function holds(path: string, text: string): Promise<boolean> {
  try {
    const stats = await lstat(path);
    const runs = process.platform === "win32" || (stats.mode & ownerRuns) === ownerRuns;
    return stats.isFile() && isOwnedAlone(stats) && runs && (await readFile(path, "utf8")) === text;
  } catch {
    return false;
  }
}
