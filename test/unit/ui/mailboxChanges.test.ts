import assert from "node:assert/strict";
import { editor, resetEditor } from "../../support/fakes/fakeVscode";
import { type Message, renderMessage } from "../../../src/base/message";
import { clouds } from "../../../src/core/cloud";
import type { MailServers } from "../../../src/core/mail/serverAddress";
import type { Mailbox } from "../../../src/core/mailbox/mailbox";
import { editMailHosts } from "../../../src/ui/commands/editMailHosts";
import { openSharedMailbox } from "../../../src/ui/commands/openSharedMailbox";
import type { Ui } from "../../../src/ui/parts";
import { aMailbox } from "../../support/builders";

function uiWith(mailbox: Mailbox) {
  const opened: string[] = [];
  const servers: MailServers[] = [];
  const told: string[] = [];
  const ui = {
    settings: { cloud: clouds.global },
    mailboxes: {
      mailboxes: [mailbox],
      openAlso: (_id: string, address: string) => {
        opened.push(address);
        return Promise.resolve({ ...mailbox, id: "new", address });
      },
      setServers: (_id: string, named: MailServers) => {
        servers.push(named);
        return Promise.resolve();
      },
    },
    notifier: { inform: (text: Message) => told.push(renderMessage(text)) },
  } as unknown as Ui;
  return { ui, opened, servers, told };
}

describe("Open Shared Mailbox", () => {
  beforeEach(resetEditor);

  it("opens the address that is typed with the sign-in that is there", async () => {
    const { ui, opened } = uiWith(aMailbox());
    editor.answers = ["support@contoso.test"];
    await openSharedMailbox.run(ui, "mailbox");
    assert.deepEqual(opened, ["support@contoso.test"]);
  });
});

describe("Edit Mail Hosts", () => {
  beforeEach(resetEditor);

  it("keeps what is named and leaves the rest to the cloud", async () => {
    const { ui, servers, told } = uiWith(aMailbox());
    editor.answers = ["imap.contoso.test", "smtp.contoso.test:2525", ""];
    await editMailHosts.run(ui, "mailbox");
    assert.deepEqual(servers, [
      {
        imap: { host: "imap.contoso.test", port: 993 },
        smtp: { host: "smtp.contoso.test", port: 2525 },
      },
    ]);
    assert.match(told.join(), /at the servers you named from now on/);
  });

  it("says so when all of them are those of the cloud", async () => {
    const { ui, servers, told } = uiWith(aMailbox());
    editor.answers = ["", "", ""];
    await editMailHosts.run(ui, "mailbox");
    assert.deepEqual(
      [servers, told],
      [[{}], ["ada@contoso.test is reached at Microsoft's servers."]],
    );
  });
});
