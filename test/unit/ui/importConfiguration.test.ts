import assert from "node:assert/strict";
import { editor, resetEditor } from "../../support/fakes/fakeVscode";
import { isCancelled } from "../../../src/base/errors";
import { type Message, renderMessage } from "../../../src/base/message";
import { isFailure } from "../../../src/core/failure";
import type { Finding } from "../../../src/core/diagnosis/finding";
import { importedObjectId } from "../../../src/core/registration/imported";
import { ImportedRegistrations } from "../../../src/services/importedRegistrations";
import type { Button } from "../../../src/ui/button";
import { importConfiguration } from "../../../src/ui/commands/importConfiguration";
import type { FindingPlace } from "../../../src/ui/notify";
import type { Ui } from "../../../src/ui/parts";
import { fixture } from "../../support/importedFile";
import { globalSettings, silentLog } from "../../support/fakes/fakeSignIn";
import { RegistrationWorld } from "../../support/registrationWorld";

const appId = "6731de76-14a6-49ae-97bc-6eba6914391e";

/** The command over real services, with the person's answer to the question about the secret. */
function world(decision?: "Keep Secret" | "Leave It Out") {
  const directory = new RegistrationWorld();
  const { clock, disk } = directory;
  const { service, clientSecrets, state } = directory.window();
  const told: string[] = [];
  const reports: string[] = [];
  const buttons: Button[] = [];
  const imported = new ImportedRegistrations({ state, clock, settings: globalSettings });
  const ui = {
    registrations: service,
    clientSecrets,
    imported,
    settings: globalSettings,
    newId: () => "id-1",
    log: silentLog,
    documents: {
      show: (kind: string, name: string, markdown: string) => {
        reports.push(`${kind} ${name}\n${markdown}`);
        return Promise.resolve();
      },
    },
    notifier: {
      inform: (text: Message) => told.push(renderMessage(text)),
      choose: (question: Message, _detail: Message, verbs: readonly Message[]) => {
        told.push(renderMessage(question));
        return Promise.resolve(verbs.find((verb) => renderMessage(verb) === decision));
      },
      finding: ({ title, explanation }: Finding, { first = [] }: FindingPlace) => {
        told.push(`${renderMessage(title)} ${renderMessage(explanation)}`);
        buttons.push(...first);
      },
    },
  } as unknown as Ui;
  const run = async (file: string, bytes: Uint8Array, ...answers: readonly string[]) => {
    editor.dialogPath = `/home/ada/${file}`;
    editor.files.set(editor.dialogPath, bytes);
    editor.answers = [...answers];
    await importConfiguration.run(ui, undefined);
  };
  const secrets = (): readonly string[] => [...disk.secrets.values()];
  return { run, told, reports, buttons, imported, secrets, disk };
}

const fromFile = (count: number): readonly string[] => Array.from({ length: count }, () => "");

describe("importing the configuration of a mail program", () => {
  beforeEach(resetEditor);

  it("shows what it means, and takes its registration over with what the file tells", async () => {
    const { run, told, reports, imported, secrets } = world();
    await run("config.yaml", fixture("oama-work.yaml"), "Adopt Its Registration", ...fromFile(7));
    assert.match(reports.join(), /^configuration config\.yaml\n# What `config\.yaml` means/);
    assert.match(reports.join(), /\| line\u00a0\d+ \|/);
    assert.deepEqual(told, ["oama microsoft is imported."]);
    const found = imported.find(importedObjectId(appId));
    assert.equal(found?.tenantId, "0b1c2d3e-4f50-4a6b-8c7d-9e0f1a2b3c4d");
    assert.equal(found?.registration.signInAudience, "AzureADMyOrg");
    assert.deepEqual(found?.registration.redirectUris.publicClient, ["http://localhost:8080"]);
    assert.deepEqual(secrets(), []);
  });

  for (const [decision, kept] of [
    ["Keep Secret", ["PLACEHOLDER-FOR-A-SECRET"]],
    ["Leave It Out", []],
  ] as const) {
    it(`keeps a secret only after a question: ${decision}`, async () => {
      const { run, told, reports, secrets, disk } = world(decision);
      await run("mutt_oauth2.py", fixture("mutt_oauth2.py"), "Adopt", ...fromFile(8));
      assert.deepEqual(told, [
        "Keep the client secret of microsoft in this editor?",
        "mutt_oauth2 microsoft is imported.",
      ]);
      assert.deepEqual(secrets(), kept);
      const elsewhere = JSON.stringify([reports, editor.asked, disk.state]);
      assert.doesNotMatch(elsewhere, /PLACEHOLDER/);
    });
  }

  it("keeps nothing when the question about the secret is closed", async () => {
    const { run, imported, secrets } = world();
    await assert.rejects(
      run("mutt_oauth2.py", fixture("mutt_oauth2.py"), "Adopt", ...fromFile(8)),
      isCancelled,
    );
    assert.deepEqual([imported.all, secrets()], [[], []]);
  });

  it("goes on with a new registration, or with nothing", async () => {
    const { run, imported } = world();
    await run("pizauth.conf", fixture("pizauth.conf"), "Register Mail App");
    assert.deepEqual(editor.executed, [["entraMail.registerMailApp"]]);
    await run("pizauth.conf", fixture("pizauth.conf"), "Nothing for now");
    assert.deepEqual(imported.all, []);
  });

  it("offers no app of somebody else for adoption", async () => {
    const text = 'account "a" {\n client_id = "9e5f94bc-e8a4-4e73-b8be-63364c29d753";\n}\n';
    const { run } = world();
    await run("pizauth.conf", Buffer.from(text), "Nothing for now");
    assert.deepEqual(
      editor.offered.filter(([label = ""]) => label.includes("Adopt")),
      [],
    );
  });

  it("tells line and column of what cannot be read, and leads there", async () => {
    const { run, told, buttons } = world();
    await run("pizauth.conf", Buffer.from('account "a" {\n  client_id = ;\n}\n'));
    assert.deepEqual(told, [
      "pizauth.conf cannot be read at line 2, column 15. A value is expected here. Text stands in double quotes.",
    ]);
    assert.deepEqual(
      buttons.map(({ title }) => renderMessage(title)),
      ["Open File", "Choose Another File…"],
    );
  });

  it("tells that a file is encrypted, or too large to be read at all", async () => {
    const { run, told, buttons } = world();
    await run("ada.tokens", fixture("mutt-tokens.gpg.txt"));
    await run("huge.yaml", Buffer.alloc(10 * 1024 * 1024, "a"));
    assert.match(told[0] ?? "", /^ada\.tokens cannot be read\. It is encrypted/);
    assert.match(told[1] ?? "", /^huge\.yaml cannot be read\. It has more than 512 KB/);
    assert.deepEqual(
      buttons.map(({ title }) => renderMessage(title)),
      ["Choose Another File…", "Choose Another File…"],
    );
  });

  it("tells when the file is gone, and nothing when none was picked", async () => {
    const nobody = { notifier: {} } as unknown as Ui;
    editor.dialogPath = "/home/ada/gone.yaml";
    await assert.rejects(importConfiguration.run(nobody, undefined), (error) =>
      isFailure(error, "input.invalid"),
    );
    editor.dialogPath = undefined;
    await assert.rejects(importConfiguration.run(nobody, undefined), isCancelled);
  });
});
