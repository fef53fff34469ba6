import { createRequire } from "node:module";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { shLine } from "../../src/core/export/formats/shLine";
import { editorFolder } from "../support/paths";
import { endGroup, startGroup } from "../support/processGroup";
import type { Ended } from "./ended";

export interface Terminal {
  /** Presses keys. */
  type(keys: string): void;
  /**
   * Waits until something stands on the screen.
   * @returns what stands there in all
   * @throws Error with the screen
   */
  sees(pattern: RegExp): Promise<string>;
  /** Waits until the program has ended. @throws Error with the screen */
  ended(): Promise<Ended>;
  close(): Promise<void>;
}

/** What is used of xterm.js, the terminal of VS Code, which comes with the editor's package. */
interface Xterm {
  write(text: string): void;
  readonly buffer: {
    readonly active: {
      getLine(row: number): { translateToString(trim: boolean): string } | undefined;
    };
  };
}
type XtermModule = { readonly Terminal: new (options: object) => Xterm };

/** Milliseconds until something appears. */
const patience = 15_000;
const size = { rows: 40, cols: 120 };

/** Starts a program in a terminal, by `script` of util-linux, which every Debian has. */
export function startTerminal(
  file: string,
  words: readonly string[],
  options: { readonly cwd: string; readonly env: Readonly<Record<string, string>> },
): Terminal {
  const { Terminal } = createRequire(join(editorFolder, "package.json"))(
    "@xterm/headless",
  ) as XtermModule;
  const xterm = new Terminal({ ...size, allowProposedApi: true });
  const screen = (): string =>
    Array.from(
      { length: size.rows },
      (_, row) => xterm.buffer.active.getLine(row)?.translateToString(true).trimEnd() ?? "",
    )
      .join("\n")
      .trim();
  const line = `stty rows ${size.rows} cols ${size.cols}; exec ${shLine([file, ...words])}`;
  const child = startGroup(
    "/usr/bin/script",
    ["--quiet", "--return", "--flush", "--command", line, "/dev/null"],
    { ...options, stdio: ["pipe", "pipe", "pipe"] },
  );
  let exit: number | null | undefined;
  child.stdout?.setEncoding("utf8").on("data", (text: string) => xterm.write(text));
  child.stdin?.on("error", () => undefined);
  child.once("close", (code) => (exit = code));
  const until = async (check: () => boolean, what: string): Promise<void> => {
    const deadline = Date.now() + patience;
    while (!check()) {
      if (Date.now() > deadline) throw new Error(`${what} did not come:\n${screen()}`);
      await wait(25);
    }
  };
  return {
    type: (keys) => void child.stdin?.write(keys),
    sees: async (pattern) => {
      await until(() => pattern.test(screen()), String(pattern));
      return screen();
    },
    ended: async () => {
      await until(() => exit !== undefined, "The end of the program");
      return { exit: exit ?? null, output: screen() };
    },
    close: () => endGroup(child),
  };
}
