import { chmodSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { browserArguments, findBrowser, type BrowserNames } from "./browser";
import { run } from "./run";

/**
 * Writes a program that opens an address in a browser that is shut into the sandbox, in the form that
 * `workbench.externalBrowser` can name: a script, on macOS an application.
 *
 * @returns Its path.
 * @throws Error when no browser is installed.
 */
export async function writeBrowserWrapper(directory: string, names: BrowserNames): Promise<string> {
  const browser = findBrowser();
  if (browser === undefined) {
    throw new Error("No Chrome, Chromium or Edge was found; name one in ENTRA_BROWSER.");
  }
  const command = [
    browser,
    `--user-data-dir=${join(directory, "profile")}`,
    ...browserArguments(names),
  ];
  if (process.platform === "win32") return writeBatch(directory, command);
  const script = writeScript(directory, command);
  return process.platform === "darwin" ? makeApplication(directory, script) : script;
}

function writeBatch(directory: string, command: readonly string[]): string {
  const file = join(directory, "sandbox-browser.cmd");
  writeFileSync(file, `@start "" ${command.map((part) => `"${part}"`).join(" ")} %*\r\n`);
  return file;
}

function writeScript(directory: string, command: readonly string[]): string {
  const file = join(directory, "sandbox-browser.sh");
  const quoted = command.map((part) => `'${part.replaceAll("'", String.raw`'\''`)}'`);
  writeFileSync(file, `#!/bin/sh\nexec ${quoted.join(" ")} "$@"\n`);
  chmodSync(file, 0o755);
  return file;
}

/** macOS hands addresses to applications only, as an event instead of an argument. */
async function makeApplication(directory: string, script: string): Promise<string> {
  const application = join(directory, "Sandbox Browser.app");
  const lines = [
    "on open location address",
    `do shell script "'${script}' " & quoted form of address & " > /dev/null 2>&1 &"`,
    "end open location",
  ];
  await run("osacompile", ["-o", application, ...lines.flatMap((line) => ["-e", line])]);
  const schemes = [{ CFBundleURLName: "web", CFBundleURLSchemes: ["http", "https"] }];
  const facts = join(application, "Contents", "Info.plist");
  await run("plutil", ["-insert", "CFBundleURLTypes", "-json", JSON.stringify(schemes), facts]);
  return application;
}
