import assert from "node:assert/strict";
import { exporterOf } from "../../src/core/export/exporterRegistry";
import { writeExport } from "../../src/core/export/writeExport";
import { protocols } from "../../src/core/mail/protocol";
import { shQuote } from "../../src/core/registration/commandLines/shQuote";
import { ClientHome } from "./clientHome";
import { mailClients } from "./clientTable";
import { arrived, tokenOf } from "./inbox";
import type { ClientUse, Letter, MailClient, Task } from "./mailClient";
import { owner, useMailScene } from "./mailScene";
import { watchProcesses } from "./processWatch";

/** What the messages in the mailbox say. */
const message = /This is message [123] of this mailbox\./;

describe("mail programs of Debian, configured by an export, with tokens from the editor", () => {
  const scene = useMailScene();

  for (const client of mailClients) {
    const exporter = exporterOf(client.exporter);
    assert.ok(exporter);

    /** Puts the exported files where the program looks for them, and lets it do its work. */
    const act = async (use: ClientUse, home: ClientHome, letter: Letter, tokenCommand: string) => {
      const files = writeExport(exporter, scene().input(tokenCommand));
      const place = (name = files[0]?.name ?? ""): string => `${client.place}/${name}`;
      for (const { name, text } of files) home.write(place(name), text);
      const task: Task = {
        home,
        file: (name) => home.path(place(name)),
        letter,
        caFile: scene().lab.sandbox.caFile,
      };
      return use.run(task);
    };

    describe(exporter.title, () => {
      let home: ClientHome;
      beforeEach(() => {
        home = new ClientHome();
      });
      afterEach(() => home.close());

      for (const use of client.uses) {
        it(titleOf(use), async () => {
          const letter = letterOf(client, use, "right");
          const watch = watchProcesses(home.folder);
          const { exit, output } = await act(use, home, letter, scene().tokenCommand);
          const seen = watch.stop();
          assert.equal(exit, 0, output);
          if (use.protocol !== "smtp") assert.match(output, message);
          else await arrived(scene().input(scene().tokenCommand), letter.subject);
          const token = await tokenOf(scene().input(scene().tokenCommand), use.protocol);
          assert.ok(!home.textBelow("").includes(token), "The token stands in a file.");
          assert.ok(watch.count > 0, "No process was seen.");
          assert.ok(!seen.includes(token), "Other users of the computer can see the token.");
        });

        it(`${titleOf(use)}: says what is wrong with a wrong token`, async () => {
          const text = wrongTokenCommand(use.protocol, scene().tokenCommand);
          const tokenCommand = home.write("bin/entra-mail-token", text, 0o700);
          const letter = letterOf(client, use, "wrong");
          const { exit, output } = await act(use, home, letter, tokenCommand);
          assert.equal(exit, use.refused.exit, output);
          assert.match(output, use.refused.says);
          assert.doesNotMatch(output, message);
        });
      }
    });
  }
});

function titleOf({ protocol }: ClientUse): string {
  return `${protocol === "smtp" ? "sends" : "reads"} by ${protocols[protocol].name}`;
}

function letterOf({ exporter }: MailClient, use: ClientUse, token: string): Letter {
  const subject = `Letter of ${exporter}, which ${titleOf(use)} with a ${token} token`;
  return { from: owner, to: owner, subject };
}

/** A program that prints a wrong token for one protocol, and asks the editor for the others. */
function wrongTokenCommand(protocol: string, tokenCommand: string): string {
  return `#!/bin/sh
protocol=imap
[ "$1" != --protocol ] || protocol=$2
[ "$protocol" = ${protocol} ] || exec ${shQuote(tokenCommand)} "$@"
echo not-a-token
`;
}
