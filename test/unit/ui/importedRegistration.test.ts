import assert from "node:assert/strict";
import { editor, resetEditor } from "../../support/fakes/fakeVscode";
import { isCancelled } from "../../../src/base/errors";
import { type Message, renderMessage } from "../../../src/base/message";
import type { CredentialVerdict } from "../../../src/core/ports";
import { importedObjectId } from "../../../src/core/registration/imported";
import type { Registration } from "../../../src/core/registration/registration";
import { ImportedRegistrations } from "../../../src/services/importedRegistrations";
import { RememberedRegistrations } from "../../../src/services/rememberedRegistrations";
import type { Button } from "../../../src/ui/button";
import { editManifest } from "../../../src/ui/commands/editManifest";
import { importRegistration } from "../../../src/ui/commands/importRegistration";
import { pinRegistration } from "../../../src/ui/commands/pinRegistration";
import { storeClientSecret } from "../../../src/ui/commands/storeClientSecret";
import { consentWhereReadable } from "../../../src/ui/readConsent";
import type { Ui } from "../../../src/ui/parts";
import { aRegistration } from "../../support/builders";
import { globalSettings, silentLog } from "../../support/fakes/fakeSignIn";
import { RegistrationWorld } from "../../support/registrationWorld";

const appId = "6731de76-14a6-49ae-97bc-6eba6914391e";
const objectId = importedObjectId(appId);
const value = "abc8Q~0123456789.0123456789_012345678901";

const byHand = (facts: Partial<Registration> = {}): Registration =>
  aRegistration({ objectId, appId, displayName: "jira", isFallbackPublicClient: false, ...facts });

const never = new AbortController().signal;

/** The real services over a disk, as the commands see them. */
function world(verdict: CredentialVerdict = { kind: "proven" }, agrees = false) {
  const directory = new RegistrationWorld();
  const { clock, disk } = directory;
  const { service, clientSecrets, state } = directory.window();
  const parts = { state, clock, settings: globalSettings, log: silentLog };
  const told: string[] = [];
  const buttons: string[] = [];
  let ids = 0;
  const ui = {
    registrations: service,
    clientSecrets,
    imported: new ImportedRegistrations(parts),
    remembered: new RememberedRegistrations(parts),
    settings: globalSettings,
    clock,
    newId: () => `id-${(ids += 1)}`,
    expiry: { directoryOf: () => undefined },
    directories: { current: undefined, nameOf: () => undefined },
    secretProof: { prove: () => Promise.resolve(verdict) },
    consent: { state: () => Promise.reject(new Error("Nobody is asked.")) },
    log: silentLog,
    notifier: {
      inform: (text: Message, ...shown: readonly Button[]) => {
        told.push(renderMessage(text));
        buttons.push(...shown.map(({ title }) => renderMessage(title)));
      },
      confirm: () => Promise.resolve(agrees),
    },
  } as unknown as Ui;
  const secrets = (): readonly string[] => [...disk.secrets.values()];
  const answer = async (...answers: readonly string[]): Promise<void> => {
    editor.answers = [...answers];
    await importRegistration.run(ui, undefined);
    assert.deepEqual(editor.answers, []);
  };
  return { ui, service, vault: clientSecrets, state, told, buttons, secrets, answer };
}

const common = [appId, "jira", "Any Entra directory and personal"] as const;
const asWeb = [...common, "Web", "https://jira.contoso.test/cb", ""] as const;

describe("a registration that was entered by hand", () => {
  beforeEach(resetEditor);

  it("takes the value of its secret afterwards, where none was typed at first", async () => {
    const { ui, service, vault, buttons, secrets, answer } = world();
    await answer(...asWeb, "");
    assert.ok(buttons.includes("Store Client Secret"));
    editor.answers = [value, "2027-05-31"];
    await storeClientSecret.run(ui, objectId);
    const { clientSecrets } = await service.details(objectId, never);
    assert.deepEqual(
      clientSecrets.map(({ hint, endDateTime }) => [hint, endDateTime]),
      [["abc", "2027-05-31T00:00:00Z"]],
    );
    assert.ok(vault.isStored(appId, clientSecrets[0]?.keyId ?? ""));
    assert.deepEqual(secrets(), [value]);
    assert.ok(!JSON.stringify(ui.imported.all).includes(value));
  });

  for (const answers of [[], [value]]) {
    it(`keeps no value when the questions are left after ${answers.length}`, async () => {
      const { ui, secrets, answer } = world();
      await answer(...asWeb, "");
      editor.answers = [...answers];
      await assert.rejects(async () => storeClientSecret.run(ui, objectId), isCancelled);
      assert.deepEqual([secrets(), ui.imported.all[0]?.registration.clientSecrets], [[], []]);
    });
  }

  it("takes no secret for a program on a person's computer, and says what to do", async () => {
    const { ui, told, secrets } = world();
    await ui.imported.add(byHand({ isFallbackPublicClient: true }), undefined);
    await storeClientSecret.run(ui, objectId);
    assert.match(told.join(), /import it again with the platform Web/);
    assert.deepEqual(secrets(), []);
  });

  it("keeps the id of its secret when it is entered again: mailboxes go by it", async () => {
    const { ui, service, secrets, answer } = world();
    await answer(...asWeb, value, "2027-05-31");
    const keyId = (await service.details(objectId, never)).clientSecrets[0]?.keyId;
    const newValue = value.replace("abc", "xyz");
    await answer(...asWeb, newValue, "2028-05-31");
    const { clientSecrets } = await service.details(objectId, never);
    assert.deepEqual(
      clientSecrets.map((secret) => [secret.keyId, secret.hint]),
      [[keyId, "xyz"]],
    );
    assert.deepEqual(secrets(), [newValue]);
    await answer(...asWeb, "");
    assert.equal((await service.details(objectId, never)).clientSecrets[0]?.keyId, keyId);
    await answer(...common, "Mobile", "http://localhost", "");
    assert.deepEqual([secrets(), ui.imported.all.length], [[], 1]);
  });

  it("is forgotten without the secrets of the real one", async () => {
    const { ui, service, vault, secrets, answer } = world();
    await vault.store(appId, { keyId: "real", secretText: "value of the real one" });
    await answer(...asWeb, value, "");
    await service.forgetImported(appId);
    assert.deepEqual(secrets(), ["value of the real one"]);
    assert.ok(vault.isStored(appId, "real"));
    assert.deepEqual(ui.imported.all, []);
  });

  it("is not pinned, also where it was once", async () => {
    const { ui, told } = world();
    const target = { look: () => undefined, registration: byHand() };
    await pinRegistration.run(ui, target);
    assert.match(told.join(), /stands on top already/);
    assert.equal(ui.remembered.isPinned(objectId), false);
    await ui.remembered.pin(byHand(), undefined);
    assert.deepEqual(ui.remembered.pinned(undefined), []);
  });

  it("has no manifest, and nobody is asked for one", async () => {
    const { ui, told } = world();
    await ui.imported.add(byHand(), undefined);
    await assert.rejects(async () => editManifest.run(ui, objectId), isCancelled);
    assert.match(told.join(), /was entered by hand/);
  });

  it("is checked without asking anybody for its consent", async () => {
    const { ui } = world();
    assert.equal(await consentWhereReadable(ui, byHand(), never, "prompt"), undefined);
  });
});
