import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { ExporterId } from "../../../src/core/export/exporter";
import { isFailure } from "../../../src/core/failure";
import {
  hostileLocals,
  readWords,
  textOf,
  tokenArguments,
  useHostileFolder,
} from "../support/hostileMailbox";
import type { Words } from "../support/programReaders";

describe("exported scripts of hostile mailboxes", function () {
  this.timeout(60_000);
  const { folder, inputFor, calledWith } = useHostileFolder();

  before(() => {
    mkdirSync(join(folder, "stubs"));
    for (const name of ["curl", "swaks"]) {
      writeFileSync(join(folder, "stubs", name), stub(join(folder, name)), { mode: 0o755 });
    }
  });

  /** Runs the script; the program it calls is a stand-in. */
  const call = (id: ExporterId, local: string, args: Words): number | null => {
    const script = join(folder, "script.sh");
    writeFileSync(script, textOf(id, inputFor(local)));
    assert.equal(spawnSync("sh", ["-n", script]).status, 0);
    return spawnSync("sh", [script, ...args], {
      cwd: folder,
      input: "",
      env: { ...process.env, PATH: `${folder}/stubs:${process.env["PATH"] ?? ""}` },
    }).status;
  };
  const kept = (name: string): string => readFileSync(join(folder, name), "utf8");

  const uses: readonly Words[] = [
    ["imap"],
    ["imap", "7"],
    ["pop"],
    ["smtp", "a message", "b@x.test", "c d@x.test"],
  ];
  for (const args of uses) {
    it(`curl ${args.join(" ")}: gets the token by its standard input, and the address whole`, () => {
      for (const local of hostileLocals) {
        assert.equal(call("curl", local, args), 0);
        const words = readWords(join(folder, "curl.words"));
        assert.equal(kept("curl.input"), 'oauth2-bearer = "the-token"\n');
        assert.ok(words.every((word) => !word.includes("the-token")));
        const user = `${local}${args[0] === "smtp" ? ".u" : ""}@contoso.com`;
        assert.equal(words[words.indexOf("--user") + 1], user);
        const recipients = words.filter((_, index) => words[index - 1] === "--mail-rcpt");
        assert.deepEqual(recipients, args.slice(2));
      }
    });
  }

  it("curl: says how it is used, and refuses an address that curl would cut", () => {
    assert.equal(call("curl", "ada", []), 64);
    assert.equal(call("curl", "ada", ["smtp", "file"]), 64);
    assert.throws(
      () => textOf("curl", inputFor("a:b")),
      (error) => isFailure(error, "input.invalid") && error.facts["input"] === "address",
    );
  });

  it("swaks: gets the token by its environment, and the address whole", () => {
    for (const local of hostileLocals) {
      if (local.startsWith("-")) {
        assert.throws(
          () => textOf("swaks", inputFor(local)),
          (error) => isFailure(error, "input.invalid") && error.facts["input"] === "username",
        );
        continue;
      }
      assert.equal(call("swaks", local, ["b@x.test"]), 0);
      const words = readWords(join(folder, "swaks.words"));
      assert.ok(words.every((word) => !word.includes("the-token")));
      assert.ok(kept("swaks.env").includes("SWAKS_OPT_auth_password=the-token\n"));
      assert.ok(words.includes(`--auth-user=${local}.u@contoso.com`));
      assert.ok(words.includes("--to=b@x.test"));
      assert.deepEqual(calledWith(), tokenArguments(`${local}@contoso.com`, "smtp"));
    }
  });
});

/** A stand-in that writes down its words, its input and its environment. */
function stub(path: string): string {
  return `#!/bin/sh\nprintf '%s\\0' "$@" > '${path}.words'\ncat > '${path}.input'\nenv > '${path}.env'\n`;
}
