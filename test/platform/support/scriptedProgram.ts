import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";

/** A program of a few lines in a folder of its own, put in front of the PATH under the name of another. */
export interface ScriptedProgram {
  readonly folder: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** What the program is, from now on: lines of JavaScript with its arguments in `args`. */
  play(script: string): void;
  /** The arguments of each run. */
  runs(): readonly (readonly string[])[];
  remove(): void;
}

/** @param name file name without the ending that Windows wants */
export function scriptedProgram(name: string): ScriptedProgram {
  const folder = mkdtempSync(join(tmpdir(), "entra-mail-program-"));
  const script = join(folder, "script.cjs");
  const runs = join(folder, "runs.jsonl");
  writeFileSync(runs, "");
  const windows = process.platform === "win32";
  const file = join(folder, windows ? `${name}.cmd` : name);
  const { execPath } = process;
  writeFileSync(
    file,
    windows ? `@"${execPath}" "${script}" %*\r\n` : `#!/bin/sh\n"${execPath}" "${script}" "$@"\n`,
  );
  chmodSync(file, 0o755);
  return {
    folder,
    env: { ...process.env, PATH: [folder, dirname(execPath), "/usr/bin", "/bin"].join(delimiter) },
    play: (lines) =>
      writeFileSync(
        script,
        [
          "const args = process.argv.slice(2);",
          `require("node:fs").appendFileSync(${JSON.stringify(runs)}, JSON.stringify(args) + "\\n");`,
          lines,
        ].join("\n"),
      ),
    runs: () =>
      readFileSync(runs, "utf8")
        .split("\n")
        .filter(Boolean)
        .map((line) => JSON.parse(line) as string[]),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
