import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { endGroup, startGroup } from "../support/processGroup";
import { makeTempFolder, removeFolder } from "../support/tempFolder";
import type { Ended } from "./ended";
import { startTerminal, type Terminal } from "./terminal";

export interface RunOptions {
  readonly stdin?: string;
  /** Is told all that was said so far, and may end a program that would not end by itself. */
  readonly watch?: (output: string, end: () => void) => void;
  readonly env?: Readonly<Record<string, string>>;
}

/** Milliseconds for one run of a program that needs one or two. */
const runLimit = 30_000;

/** A home folder with nothing of this machine's in it, and programs that live there. */
export class ClientHome {
  readonly folder = makeTempFolder();

  constructor() {
    // Go keeps its sockets here, and temporary files with drafts shall not lie elsewhere
    for (const name of ["run", "tmp"]) mkdirSync(this.path(name), { mode: 0o700 });
  }

  path(...parts: readonly string[]): string {
    return join(this.folder, ...parts);
  }

  /** Writes a file, for its owner only, as mail programs want it. @returns its path */
  write(path: string, text: string, mode = 0o600): string {
    const file = this.path(path);
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    writeFileSync(file, text, { mode });
    return file;
  }

  makeFolders(...paths: readonly string[]): void {
    for (const path of paths) mkdirSync(this.path(path), { recursive: true, mode: 0o700 });
  }

  /** The content of a file; empty where there is none yet. */
  textOf(path: string): string {
    return existsSync(this.path(path)) ? readFileSync(this.path(path), "utf8") : "";
  }

  /** The content of all files below a folder; empty where there is none yet. */
  textBelow(path: string): string {
    if (!existsSync(this.path(path))) return "";
    return readdirSync(this.path(path), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => readFileSync(join(entry.parentPath, entry.name), "utf8"))
      .join("\n");
  }

  /** Runs a program without a terminal, to its end. */
  async run(
    file: string,
    words: readonly string[],
    { stdin = "", watch, env = {} }: RunOptions = {},
  ): Promise<Ended> {
    const child = startGroup(file, words, {
      cwd: this.folder,
      env: this.environment(env),
      stdio: ["pipe", "pipe", "pipe"],
    });
    let output = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding("utf8").on("data", (text: string) => {
        output += text;
        watch?.(output, () => void endGroup(child));
      });
    }
    // A program that ends before it has read everything is judged by what it says
    child.stdin?.on("error", () => undefined);
    child.stdin?.end(stdin);
    const timer = setTimeout(() => void endGroup(child), runLimit);
    try {
      const exit = await new Promise<number | null>((resolve, reject) => {
        child.once("error", reject);
        child.once("close", resolve);
      });
      return { exit, output };
    } finally {
      clearTimeout(timer);
      await endGroup(child);
    }
  }

  /** Runs a program in a terminal of 120 columns. Close it. */
  terminal(
    file: string,
    words: readonly string[],
    env: Readonly<Record<string, string>> = {},
  ): Terminal {
    return startTerminal(file, words, { cwd: this.folder, env: this.environment(env) });
  }

  close(): void {
    removeFolder(this.folder);
  }

  private environment(own: Readonly<Record<string, string>>): Record<string, string> {
    return {
      HOME: this.folder,
      PATH: `${this.path("bin")}:/usr/bin:/bin`,
      LANG: "C.UTF-8",
      TERM: "xterm",
      TMPDIR: this.path("tmp"),
      XDG_RUNTIME_DIR: this.path("run"),
      ...own,
    };
  }
}
