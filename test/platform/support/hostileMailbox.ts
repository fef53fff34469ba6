import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { ExporterId, ExportInput } from "../../../src/core/export/exporter";
import { exporterOf } from "../../../src/core/export/exporterRegistry";
import { writeExport } from "../../../src/core/export/writeExport";
import { anExportInput } from "../../support/exportSamples";
import { needPrograms } from "../../support/needPrograms";
import { makeTempFolder, removeFolder } from "../../support/tempFolder";
import type { Words } from "./programReaders";

/** Addresses that a parser could trip over; the domain tells them from options and paths. */
export const hostileLocals = [
  "o'brien",
  'a"b',
  "$(touch canary)",
  "`touch canary`",
  "${HOME}$PATH",
  "a;touch canary;#b",
  "100%(source)s%s%%",
  "-rf",
  "--version",
  "=x",
  "a\\b\\",
  "a b",
  "~root",
  "!x&y|z<1>2",
  "[a]{b}",
  "\u00fc\u4e16\u{1f600}",
] as const;

/** The text of an exporter's first file. */
export function textOf(id: ExporterId, input: ExportInput): string {
  const exporter = exporterOf(id);
  assert.ok(exporter !== undefined);
  return writeExport(exporter, input)[0]?.text ?? "";
}

/** What the token command is called with. */
export function tokenArguments(address: string, protocol: "imap" | "smtp"): Words {
  const option = protocol === "imap" ? [] : ["--protocol", protocol];
  return [...option, ...(address.startsWith("-") ? ["--", address] : [address])];
}

/** A folder with a token command at a hostile path. A value that is run leaves a canary there, and fails the test. */
export function useHostileFolder(): {
  readonly folder: string;
  readonly inputFor: (local: string) => ExportInput;
  readonly calledWith: () => Words;
  readonly run: (command: string | Words) => string;
} {
  const folder = makeTempFolder();
  const bin = join(folder, `it's $(touch canary) "bin" #;%(x)s`);
  const tokenCommand = join(bin, "entra-mail-token");

  before(needPrograms("python3", "git", "sh"));
  before(() => {
    mkdirSync(bin);
    writeFileSync(
      tokenCommand,
      `#!/bin/sh\nprintf '%s\\0' "$@" > '${join(folder, "called")}'\necho the-token\n`,
    );
    chmodSync(tokenCommand, 0o755);
  });
  after(() => removeFolder(folder));
  afterEach(() => assert.ok(!existsSync(join(folder, "canary")), "a value was run"));

  return {
    folder,
    inputFor: (local) =>
      anExportInput({
        mailbox: { address: `${local}@contoso.com`, username: `${local}.u@contoso.com` },
        registration: { name: "x\n$(touch canary)`touch canary`\u202e" },
        options: { tokenCommand },
      }),
    calledWith: () => readWords(join(folder, "called")),
    run: (command) => {
      const [file = "", ...args] = typeof command === "string" ? ["sh", "-c", command] : command;
      const { stdout, stderr, status } = spawnSync(file, args, { cwd: folder, encoding: "utf8" });
      assert.equal(status, 0, stderr);
      return stdout;
    },
  };
}

/** Words that a stand-in wrote down, each ended by NUL. */
export function readWords(file: string): Words {
  return readFileSync(file, "utf8").split("\0").slice(0, -1);
}
