import assert from "node:assert/strict";
import { editor, resetEditor } from "../../support/fakes/fakeVscode";
import { renderMessage } from "../../../src/base/message";
import type { Mailbox } from "../../../src/core/mailbox/mailbox";
import { clientSecretKey } from "../../../src/core/secretKeys";
import { ExportService } from "../../../src/services/exportService";
import { copyExport } from "../../../src/ui/commands/copyExport";
import { exportConfiguration } from "../../../src/ui/commands/exportConfiguration";
import { saveExport } from "../../../src/ui/commands/saveExport";
import type { Ui } from "../../../src/ui/parts";
import { aMailbox, aRegistration } from "../../support/builders";
import { FakeClock } from "../../support/fakes/fakeClock";
import { globalSettings, silentLog } from "../../support/fakes/fakeSignIn";
import { emptyDisk, FakeSecretStore, FakeStateStore } from "../../support/fakes/fakeStores";

const secretValue = "canary-secret~value";

interface Written {
  readonly path: string;
  readonly text: string;
}

interface Shown {
  readonly uri: { readonly path: string; readonly query: string };
  readonly text: string;
}

function world(mailbox: Mailbox = aMailbox()) {
  const registration = aRegistration({ appId: mailbox.clientId });
  const disk = emptyDisk({
    mailboxes: [mailbox],
    storedSecrets: [{ appId: mailbox.clientId, keyId: "key", storedAt: "2026-11-01T00:00:00Z" }],
  });
  disk.secrets.set(clientSecretKey(mailbox.clientId, "key"), secretValue);
  const shown: Shown[] = [];
  const told: string[] = [];
  const written: Written[] = [];
  const exports = new ExportService({
    secrets: new FakeSecretStore(disk),
    state: new FakeStateStore(disk),
    settings: globalSettings,
    clock: new FakeClock(),
    tokenCommand: () => "/home/ada/bin/entra-mail-token",
  });
  const ui = {
    exports,
    clock: new FakeClock(),
    log: silentLog,
    mailboxes: { mailboxes: [mailbox], get: () => mailbox },
    registrations: {
      list: { items: [registration] },
      details: () => Promise.resolve(registration),
      tenantOf: () => undefined,
    },
    documents: {
      showText: (uri: Shown["uri"], text: string) => {
        shown.push({ uri, text });
        editor.inFront = uri;
        return Promise.resolve();
      },
    },
    certificates: {
      home: "/home/ada",
      machine: "ada-laptop",
      writePrivate: (path: string, contents: Uint8Array) => {
        written.push({ path, text: Buffer.from(contents).toString() });
        return Promise.resolve();
      },
    },
    notifier: {
      inform: (text: Parameters<typeof renderMessage>[0]) => told.push(renderMessage(text)),
    },
  } as unknown as Ui;
  return { ui, shown, told, written, mailbox };
}

const confidential = aMailbox({ secretKeyId: "key" });

describe("Export Client Configuration", () => {
  beforeEach(resetEditor);

  it("shows a preview and writes nothing", async () => {
    const { ui, shown, told } = world();
    editor.answers = ["oama"];
    await exportConfiguration.run(ui, "mailbox");
    assert.equal(shown.length, 1);
    assert.match(shown[0]?.uri.path ?? "", /^\/export\/oama for ada@contoso\.test\/config\.yaml$/);
    assert.match(shown[0]?.text ?? "", /client_id: "6731de76/);
    assert.match(told[0] ?? "", /nothing was written/);
    assert.equal(editor.files.size, 0);
  });

  it("shows a placeholder where the secret belongs, and copies it so", async () => {
    const { ui, shown, told } = world(confidential);
    editor.answers = ["oama"];
    await exportConfiguration.run(ui, "mailbox");
    assert.match(shown[0]?.text ?? "", /client_secret: "PUT_THE_CLIENT_SECRET_HERE"/);
    await copyExport.run(ui, undefined);
    assert.deepEqual([...editor.contexts], [["entraMail.walkthrough.exported", true]]);
    assert.deepEqual(editor.copied, [shown[0]?.text]);
    assert.match(told.at(-1) ?? "", /placeholder/);
  });

  it("saves with the placeholder, or with the secret for the owner's eyes, as is chosen", async () => {
    const { ui, shown, written, told } = world(confidential);
    editor.answers = ["oama"];
    await exportConfiguration.run(ui, "mailbox");
    editor.dialogPath = "/home/ada/config.yaml";
    editor.answers = ["Leave the placeholder"];
    await saveExport.run(ui, shown[0]?.uri);
    const file = Buffer.from(editor.files.get("/home/ada/config.yaml") ?? []).toString();
    assert.equal(file, shown[0]?.text);
    assert.equal(written.length, 0);
    editor.answers = ["Insert the client secret"];
    await saveExport.run(ui, shown[0]?.uri);
    assert.equal(written[0]?.path, "/home/ada/config.yaml");
    assert.match(written[0]?.text ?? "", new RegExp(`client_secret: "${secretValue}"`));
    assert.match(told.at(-1) ?? "", /on ada-laptop/);
    assert.doesNotMatch(JSON.stringify([shown, told, editor.copied]), /canary/);
  });

  it("asks for no secret where there is none to insert", async () => {
    const { ui, shown } = world();
    editor.answers = ["oama"];
    await exportConfiguration.run(ui, "mailbox");
    editor.dialogPath = "/home/ada/config.yaml";
    await saveExport.run(ui, shown[0]?.uri);
    assert.deepEqual(editor.titles.slice(1), []);
    assert.ok(editor.files.has("/home/ada/config.yaml"));
  });

  it("says what to do where no preview is in front", async () => {
    const { ui } = world();
    for (const uri of [undefined, { scheme: "entra-mail", path: "/check/x.md", query: "" }]) {
      await assert.rejects(copyExport.run(ui, uri), {
        facts: { input: "export", problem: "noPreview" },
      });
    }
  });
});
