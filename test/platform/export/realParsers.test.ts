import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import * as fc from "fast-check";
import { aercCommand, aercLine } from "../../../src/core/export/formats/aercText";
import { configParserText } from "../../../src/core/export/formats/configParserText";
import { gitConfigText } from "../../../src/core/export/formats/gitConfigText";
import { pythonList, pythonString, pythonTuple } from "../../../src/core/export/formats/pythonText";
import { shLine } from "../../../src/core/export/formats/shLine";
import { hostileLine, hostileRuns, hostileText } from "../../support/hostileText";
import { readGoIni } from "../../support/mailReaders/goIni";
import { needPrograms } from "../../support/needPrograms";
import { python, readConfigParser } from "../../support/pythonReader";
import { makeTempFolder, removeFolder } from "../../support/tempFolder";

const unseen = /[\p{Cf}]/u;
const lines = fc.sample(hostileLine, hostileRuns);

describe("formats of configurations, by the parsers of others", () => {
  const folder = makeTempFolder();
  before(needPrograms("python3", "git", "sh"));
  after(() => removeFolder(folder));

  for (const interpolated of [true, false]) {
    it(`configparser, ${interpolated ? "with" : "without"} interpolation: Python reads back every line`, () => {
      const values = lines.filter((line) => line === line.trim());
      const entries = values.map((value, index) => [`k${index}`, value] as const);
      const text = configParserText([{ name: "a@b;c#d%e", lines: entries }], interpolated);
      assert.deepEqual(readConfigParser(text, interpolated), {
        "a@b;c#d%e": Object.fromEntries(entries),
      });
    });
  }

  it("Python: reads back every literal, and finds nothing but literals", () => {
    const values = fc.sample(hostileText, hostileRuns);
    const program = `
import ast, json, sys
json.dump([ast.literal_eval(line) for line in json.load(sys.stdin)], sys.stdout)
`;
    assert.deepEqual(python(program, values.map(pythonString)), values);
    assert.deepEqual(
      python(program, [pythonList(values), pythonTuple(values), pythonTuple(["a"])]),
      [values, values, ["a"]],
    );
    for (const value of values) assert.match(pythonString(value), /^[ -~]*$/);
  });

  it("git: reads back every line, as a value and as a name", () => {
    const file = join(folder, "gitconfig");
    const value = lines.map((line) => ["v", line] as const);
    const subsection = lines.find((line) => line.includes('"') && line.includes("\\")) ?? '"\\';
    writeFileSync(
      file,
      gitConfigText([
        { name: "a", lines: value },
        { name: "b", subsection, lines: [["w", "x"]] },
      ]),
    );
    const { stdout, stderr } = spawnSync("git", ["config", "-z", "-f", file, "--list"], {
      encoding: "utf8",
    });
    assert.equal(stderr, "");
    assert.deepEqual(stdout.split("\0"), [
      ...lines.map((line) => `a.v\n${line}`),
      `b.${subsection}.w\nx`,
      "",
    ]);
  });

  it("sh: hands on every word, and runs none", () => {
    const words = lines.filter((line) => !unseen.test(line));
    const script = words.map((word) => `${shLine(["printf", "%s\\0", word])}\n`).join("");
    assert.equal(spawnSync("sh", ["-n"], { input: script }).status, 0);
    const { stdout, status } = spawnSync("sh", [], {
      input: script,
      encoding: "utf8",
      cwd: folder,
    });
    assert.equal(status, 0);
    assert.deepEqual(stdout.split("\0"), [...words, ""]);
    assert.ok(!existsSync(join(folder, "canary")));
  });

  // aerc 0.14 itself, which does not replace such names, reads in test/clients/hostileFormats.test.ts
  it("aerc: a command reaches the shell as it was, though go-ini looks for names in it, by a reader of ours", () => {
    const words = lines.filter((line) => !unseen.test(line));
    for (const some of [words.slice(0, 60), ["%(source)s", "a%(from)s", "%(source-cred-cmd)s"]]) {
      const file = `[a]\nsource = stolen\nfrom = stolen\n${aercLine("source-cred-cmd", aercCommand(["printf", "%s\\0", ...some]))}`;
      const command = readGoIni(file).get("a")?.get("source-cred-cmd") ?? "";
      const { stdout } = spawnSync("sh", ["-c", command], { encoding: "utf8", cwd: folder });
      assert.deepEqual(stdout.split("\0"), [...some, ""]);
    }
    assert.ok(!existsSync(join(folder, "canary")));
  });
});
