import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { ExporterId } from "../../../src/core/export/exporter";
import { hostileLocals, textOf, tokenArguments, useHostileFolder } from "../support/hostileMailbox";
import { programReaders } from "../support/programReaders";

describe("exported configurations of hostile mailboxes", function () {
  this.timeout(60_000);
  const { folder, inputFor, calledWith, run } = useHostileFolder();

  for (const [id, read] of Object.entries(programReaders)) {
    it(`${id}: signs in as the address, and asks for its token`, () => {
      for (const local of hostileLocals) {
        const input = inputFor(local);
        const { address, username } = input.mailbox;
        const { imap, smtp } = read(textOf(id as ExporterId, input));
        assert.ok(imap !== undefined || smtp !== undefined);
        for (const [protocol, access, user] of [
          ["imap", imap, address],
          ["smtp", smtp, username],
        ] as const) {
          if (access === undefined) continue;
          assert.equal(access.user, user);
          assert.equal(run(access.command), "the-token\n");
          assert.deepEqual(calledWith(), tokenArguments(address, protocol));
        }
      }
    });
  }

  it("git send-email: git's own credential system answers with the token", () => {
    const file = join(folder, "gitconfig");
    for (const local of hostileLocals) {
      const input = inputFor(local);
      const { address, username } = input.mailbox;
      writeFileSync(file, textOf("gitSendEmail", input));
      assert.equal(gitValue(file, "sendemail.smtpUser"), username);
      assert.equal(gitValue(file, "sendemail.smtpAuth"), "XOAUTH2");
      const host = "host=smtp.office365.com:587";
      const answer = gitCredential(
        folder,
        file,
        `protocol=smtp\n${host}\nusername=${username}\n\n`,
      );
      assert.match(answer, /^password=the-token$/m);
      assert.ok(answer.split("\n").includes(`username=${username}`));
      assert.deepEqual(calledWith(), tokenArguments(address, "smtp"));
    }
  });

  it("git send-email: no other server gets the token", () => {
    const file = join(folder, "gitconfig");
    writeFileSync(file, textOf("gitSendEmail", inputFor("ada")));
    for (const other of [
      "protocol=https\nhost=smtp.office365.com",
      "protocol=smtp\nhost=x.test:587",
    ]) {
      assert.doesNotMatch(gitCredential(folder, file, `${other}\n\n`), /the-token/);
    }
  });
});

function gitValue(file: string, key: string): string {
  const { stdout } = spawnSync("git", ["config", "-f", file, "--get", key], { encoding: "utf8" });
  return stdout.slice(0, -1);
}

function gitCredential(cwd: string, config: string, wish: string): string {
  return spawnSync("git", ["credential", "fill"], {
    cwd,
    encoding: "utf8",
    input: wish,
    env: {
      ...process.env,
      GIT_CONFIG_GLOBAL: config,
      GIT_CONFIG_NOSYSTEM: "1",
      GIT_TERMINAL_PROMPT: "0",
    },
  }).stdout;
}
