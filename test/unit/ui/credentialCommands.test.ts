import assert from "node:assert/strict";
import { editor, resetEditor } from "../../support/fakes/fakeVscode";
import { isCancelled } from "../../../src/base/errors";
import { type Message, renderMessage } from "../../../src/base/message";
import { isFailure } from "../../../src/core/failure";
import type { CredentialVerdict } from "../../../src/core/ports";
import type {
  CertificateFile,
  MadeCertificate,
} from "../../../src/core/registration/certificatePort";
import type { WatchedCredential } from "../../../src/core/registration/expiryReminder";
import { importedObjectId } from "../../../src/core/registration/imported";
import type { Plan } from "../../../src/core/registration/plan";
import type { ClientSecretFacts, Registration } from "../../../src/core/registration/registration";
import { addClientSecret } from "../../../src/ui/commands/addClientSecret";
import { createCertificate } from "../../../src/ui/commands/createCertificate";
import { exportExpiryCalendar } from "../../../src/ui/commands/exportExpiryCalendar";
import { removeClientSecret } from "../../../src/ui/commands/removeClientSecret";
import { rotateClientSecret } from "../../../src/ui/commands/rotateClientSecret";
import { saveCertificate } from "../../../src/ui/commands/saveCertificate";
import { storeClientSecret } from "../../../src/ui/commands/storeClientSecret";
import { uploadCertificate } from "../../../src/ui/commands/uploadCertificate";
import type { Button } from "../../../src/ui/button";
import type { Command } from "../../../src/ui/command";
import type { Ui } from "../../../src/ui/parts";
import { back } from "../../../src/ui/prompts/frame";
import { makeOrChooseCertificate } from "../../../src/ui/prompts/certificateQuestions";
import { unusedKeys } from "../../../src/ui/unusedKeys";
import { CertificateService } from "../../../src/services/certificateService";
import { aMailbox, aRegistration } from "../../support/builders";
import { FakeClock } from "../../support/fakes/fakeClock";
import { globalSettings } from "../../support/fakes/fakeSignIn";
import { emptyDisk, FakeSecretStore, FakeStateStore } from "../../support/fakes/fakeStores";

const old: ClientSecretFacts = {
  keyId: "2a1c5f60-8d0c-4f0e-9a52-1f0f3f5f9a11",
  displayName: "jira",
  hint: "abc",
  endDateTime: "2026-12-03T12:00:00Z",
};
const value = "abc8Q~0123456789.0123456789_012345678901";
const draft = {
  displayName: "jira",
  der: "AAAA",
  thumbprint: "AB".repeat(20),
  startDateTime: "2026-11-21T12:00:00Z",
  endDateTime: "2027-11-21T12:00:00Z",
};
const made: MadeCertificate = { draft, privateKey: "KEY\n", certificate: "CERTIFICATE\n" };

interface World {
  readonly registration: Registration;
  readonly tenantId: string | undefined;
  readonly verdict: CredentialVerdict;
  readonly servicePrincipal: object | undefined;
  readonly file: Partial<CertificateFile>;
  readonly agrees: boolean;
}

function world(facts: Partial<World> = {}) {
  const {
    registration = aRegistration({ signInAudience: "AzureADMyOrg", clientSecrets: [old] }),
    verdict = { kind: "proven" },
    agrees = false,
  } = facts;
  const plans: Plan[] = [];
  const told: string[] = [];
  const buttons: string[] = [];
  const stored: string[] = [];
  const happened: string[] = [];
  const documents: string[] = [];
  const tell = (text: Message, ...shown: readonly Button[]): void => {
    told.push(renderMessage(text));
    buttons.push(...shown.map(({ title }) => renderMessage(title)));
  };
  const ui = {
    clock: new FakeClock(),
    settings: globalSettings,
    registrations: {
      list: {
        status: "loaded",
        query: { view: "all" },
        items: [registration],
        account: { label: "ada" },
      },
      details: () => Promise.resolve(registration),
      tenantOf: () => ("tenantId" in facts ? facts.tenantId : "tenant"),
    },
    plans: {
      stopped: [],
      apply: (plan: Plan) => {
        plans.push(plan);
        happened.push("apply");
        const addedCertificates = plan.steps.some(({ kind }) => kind === "addCertificate")
          ? { appId: registration.appId, thumbprints: [draft.thumbprint] }
          : undefined;
        return Promise.resolve({
          registration,
          storedSecretKeyId: "new",
          addedCertificates,
          restsUntil: undefined,
        });
      },
    },
    clientSecrets: {
      store: (appId: string, { keyId, secretText }: { keyId: string; secretText: string }) =>
        Promise.resolve(void stored.push(appId, keyId, secretText)),
    },
    consent: { servicePrincipal: () => Promise.resolve(facts.servicePrincipal) },
    secretProof: { prove: () => Promise.resolve(verdict) },
    mailboxes: { mailboxes: [aMailbox({ secretKeyId: old.keyId })] },
    certificates: {
      machine: "ada-laptop",
      stored: [],
      isStored: () => false,
      make: () => Promise.resolve(made),
      read: () =>
        Promise.resolve({
          draft,
          keyType: "rsa",
          keyBits: 2048,
          hadPrivateKey: false,
          further: 0,
          ...facts.file,
        }),
      keep: () => Promise.resolve(void happened.push("keep")),
      assign: () => Promise.resolve(void happened.push("assign")),
      pem: () => Promise.resolve("KEY\nCERTIFICATE\n"),
      pfx: (_pem: string, password: string) => {
        happened.push(`pfx with ${password.length} characters`);
        return Promise.resolve(Buffer.from("PFX"));
      },
      writePrivate: (path: string, contents: Uint8Array) =>
        Promise.resolve(void happened.push(`write ${path} ${String(contents)}`)),
    },
    expiry: { credentials: () => [], directoryOf: () => undefined },
    documents: {
      show: (_kind: string, _name: string, markdown: string) =>
        Promise.resolve(void documents.push(markdown)),
    },
    directories: { current: undefined, nameOf: () => undefined },
    graphSignIn: { token: () => Promise.resolve({ accountLabel: "ada" }) },
    log: { info: () => undefined },
    notifier: {
      inform: tell,
      warn: tell,
      confirm: (question: Message, detail: Message) => {
        told.push(renderMessage(question), renderMessage(detail));
        return Promise.resolve(agrees);
      },
    },
  } as unknown as Ui;
  const run = async (command: Command, ...answers: readonly string[]): Promise<void> => {
    editor.answers = [...answers];
    await command.run(ui, "object");
    assert.deepEqual(editor.answers, [], "an answer was not asked for");
  };
  const kinds = (): readonly (readonly string[])[] =>
    plans.map(({ steps }) => steps.map(({ kind }) => kind));
  return { ui, run, plans, kinds, told, buttons, stored, happened, documents };
}

const problem =
  (expected: string) =>
  (error: unknown): boolean =>
    isFailure(error, "input.invalid") && error.facts["problem"] === expected;

describe("Add Client Secret", () => {
  beforeEach(resetEditor);

  it("asks description and end, and shows the plan before anything happens", async () => {
    const { run, plans, buttons } = world();
    await run(addClientSecret, "laptop", "365 days", "");
    assert.deepEqual(plans[0]?.steps, [
      {
        kind: "storeSecret",
        secret: { displayName: "laptop", endDateTime: "2027-11-21T12:00:00Z" },
      },
    ]);
    assert.deepEqual(buttons, ["Copy Client Secret"]);
  });

  it("takes an end of one's own", async () => {
    const { run, plans } = world();
    await run(addClientSecret, "laptop", "Until a date", "2027-02-28", "");
    const [step] = plans[0]?.steps ?? [];
    assert.equal(step?.kind === "storeSecret" && step.secret.endDateTime, "2027-02-28T23:59:59Z");
  });

  it("does nothing when any of its questions is closed", async () => {
    const answers = ["laptop", "365 days", ""];
    for (let count = 0; count < answers.length; count += 1) {
      const { run, plans } = world();
      await assert.rejects(run(addClientSecret, ...answers.slice(0, count)), isCancelled);
      assert.deepEqual(plans, []);
    }
  });

  it("says before any question that a third is not possible", async () => {
    const registration = aRegistration({ clientSecrets: [old, { ...old, keyId: "b" }] });
    await assert.rejects(world({ registration }).run(addClientSecret), problem("tooMany"));
    assert.deepEqual(editor.asked, []);
  });

  it("changes nothing of what was entered by hand", async () => {
    const registration = aRegistration({ objectId: importedObjectId("app") });
    const { run, plans } = world({ registration });
    await assert.rejects(run(addClientSecret), isCancelled);
    assert.deepEqual([plans, editor.asked], [[], []]);
  });
});

describe("Rotate Client Secret", () => {
  beforeEach(resetEditor);

  it("takes over the description with the day, proves, and removes after the grace", async () => {
    const { run, plans, kinds, documents } = world({ servicePrincipal: {} });
    await run(rotateClientSecret, "", "", "1 day after", "");
    assert.deepEqual(kinds(), [["storeSecret", "proveSecret", "removeSecret"]]);
    const [first, , last] = plans[0]?.steps ?? [];
    assert.equal(first?.kind === "storeSecret" && first.secret.displayName, "jira (2026-11-21)");
    assert.equal(last?.kind === "removeSecret" && last.graceMilliseconds, 86_400_000);
    assert.match(documents[0] ?? "", /Jira, Email This Issue/);
  });

  it("makes the enterprise application where there is none", async () => {
    const { run, kinds } = world();
    await run(rotateClientSecret, "", "", "I remove it myself", "");
    assert.deepEqual(kinds(), [["storeSecret", "ensureServicePrincipal", "proveSecret"]]);
  });

  it("never removes the old one right away where nothing can prove the new one", async () => {
    const registration = aRegistration({
      signInAudience: "PersonalMicrosoftAccount",
      clientSecrets: [old],
    });
    const { run, plans, kinds } = world({ registration });
    await assert.rejects(run(rotateClientSecret, "", "", "Right away"), isCancelled);
    assert.equal(plans.length, 0);
    await run(rotateClientSecret, "", "", "7 days after", "");
    assert.deepEqual(kinds(), [["storeSecret", "removeSecret"]]);
  });

  it("removes one that has ended without asking for a grace: nothing uses it", async () => {
    const ended = { ...old, endDateTime: "2026-11-21T12:00:00Z" };
    const registration = aRegistration({
      signInAudience: "AzureADMyOrg",
      clientSecrets: [ended],
    });
    const { run, plans, kinds } = world({ registration, servicePrincipal: {} });
    await run(rotateClientSecret, "", "", "$(check)");
    assert.deepEqual(kinds(), [["storeSecret", "proveSecret", "removeSecret"]]);
    const last = plans[0]?.steps.at(-1);
    assert.equal(last?.kind === "removeSecret" && last.graceMilliseconds, undefined);
  });

  it("asks which secret goes first where there is no room, the ended one on top", async () => {
    const ended = {
      ...old,
      keyId: "ended",
      displayName: "gone",
      endDateTime: "2026-01-01T00:00:00Z",
    };
    const registration = aRegistration({ clientSecrets: [old, ended] });
    const { run, plans } = world({ registration, servicePrincipal: {} });
    editor.answers = [];
    await run(rotateClientSecret, "jira", "gone", "", "", "1 hour after", "$(check)");
    const [first] = plans[0]?.steps ?? [];
    assert.equal(first?.kind === "removeSecret" && first.keyId, "ended");
  });
});

describe("Remove Client Secret", () => {
  beforeEach(resetEditor);

  it("names in its review the mailboxes that stop, and that it is the last one", async () => {
    const { run, plans } = world();
    await run(removeClientSecret, "$(check)");
    const notes = (plans[0]?.reviewNotes ?? []).map((note) => renderMessage(note));
    assert.match(notes.join("\n"), /ada@contoso\.test/);
    assert.match(notes.join("\n"), /last secret or certificate/);
    assert.ok(editor.offered.flat().join("\n").includes("ada@contoso.test"));
  });

  it("says that there is none", async () => {
    const registration = aRegistration({ clientSecrets: [] });
    await assert.rejects(world({ registration }).run(removeClientSecret), problem("none"));
  });
});

describe("Store the Value of a Client Secret", () => {
  beforeEach(resetEditor);

  it("refuses the id, says so, and stores nothing", async () => {
    const { run, stored } = world();
    await assert.rejects(run(storeClientSecret, old.keyId), isCancelled);
    assert.match(editor.refused.join(), /id of the secret/);
    assert.deepEqual(stored, []);
  });

  it("stores a proven value, and shows it nowhere", async () => {
    const { run, stored, told } = world();
    await run(storeClientSecret, value);
    assert.deepEqual(stored, [aRegistration().appId, old.keyId, value]);
    assert.match(told.join(), /Microsoft accepts it/);
    assert.ok(![...told, ...editor.asked, ...editor.refused].join().includes(value));
  });

  it("asks before it stores what was refused", async () => {
    const verdict = { kind: "refused", aadsts: "7000215", text: "" } as const;
    const no = world({ verdict });
    await no.run(storeClientSecret, value);
    assert.deepEqual(no.stored, []);
    assert.match(no.told.join(), /\(AADSTS7000215\)/);
    const yes = world({ verdict, agrees: true });
    await yes.run(storeClientSecret, value);
    assert.equal(yes.stored.length, 3);
    assert.match(yes.told.join(), /not proven/);
  });

  it("says where nothing could be proven", async () => {
    const { run, stored, told } = world({ tenantId: undefined });
    await run(storeClientSecret, value);
    assert.equal(stored.length, 3);
    assert.match(told.join(), /not proven/);
  });
});

/** The real store of keys, in front of what the world makes. */
function withKeys() {
  const it = world();
  const disk = emptyDisk();
  const { certificates } = it.ui;
  const keys = new CertificateService({
    workshop: {
      make: (wish) => certificates.make(wish),
      read: (file) => certificates.read(file),
      pfx: () => Promise.resolve(Buffer.from("PFX")),
    },
    files: { write: () => Promise.resolve() },
    secrets: new FakeSecretStore(disk),
    state: new FakeStateStore(disk),
    clock: it.ui.clock,
    home: "/home/ada",
    machine: "ada-laptop",
  });
  const ui: Ui = { ...it.ui, certificates: keys };
  const run = async (...answers: readonly string[]): Promise<void> => {
    editor.answers = [...answers];
    await createCertificate.run(ui, "object");
  };
  return { ...it, ui, keys, disk, run };
}

describe("certificates", () => {
  beforeEach(resetEditor);

  it("have their key stored before the plan begins", async () => {
    const { run, happened, plans } = world();
    await run(createCertificate, "jira", "12 months", "Keep it in this editor", "");
    assert.deepEqual(happened, ["keep", "apply", "assign"]);
    assert.deepEqual(plans[0]?.steps, [
      { kind: "addCertificate", certificate: { ...draft, keyIn: "editor" }, others: [] },
    ]);
    assert.ok(!JSON.stringify(plans).includes("KEY"));
  });

  it("go to a PFX file with a password that was typed twice the same", async () => {
    const { run, happened, told } = world();
    editor.dialogPath = "/home/ada/jira.pfx";
    await run(createCertificate, "jira", "6 months", "PFX", "correct horse", "correct horse", "");
    assert.deepEqual(
      happened,
      ["pfx with 13 characters", "write /home/ada/jira.pfx PFX", "apply"].concat("assign"),
    );
    assert.match(told.join(), /\/home\/ada\/jira\.pfx on ada-laptop/);
    assert.ok(!told.join().includes("correct horse"));
  });

  it("are not added when the file dialog is closed and the key is nowhere", async () => {
    const { run, happened } = world();
    await assert.rejects(run(createCertificate, "jira", "6 months", "PEM"), isCancelled);
    assert.deepEqual(happened, []);
  });

  it("whose review was closed keep their key, which is said", async () => {
    const { run, told, buttons, keys } = withKeys();
    await assert.rejects(run("jira", "12 months", "Keep it in this editor"), isCancelled);
    assert.match(told.join(), /key of jira stays in this editor, and no registration has/);
    assert.deepEqual(buttons, ["Forget Key"]);
    assert.equal(keys.stored.length, 1);
  });

  it("say so, too, when the dialog of a further file was closed", async () => {
    const { run, told } = withKeys();
    const answers = ["jira", "12 months", "e", "correct horse", "correct horse"];
    await assert.rejects(run(...answers), isCancelled);
    assert.deepEqual(editor.answers, []);
    assert.match(told.join(), /stays in this editor/);
  });

  it("that were not used are offered again, and are not told of twice", async () => {
    const { run, told, plans } = withKeys();
    await assert.rejects(run("jira", "12 months", "Keep it in this editor"), isCancelled);
    told.length = 0;
    await assert.rejects(run("jira"), isCancelled);
    assert.deepEqual(told, []);
    await run("jira", "");
    const [step] = plans[0]?.steps ?? [];
    assert.deepEqual(step?.kind === "addCertificate" && step.certificate, {
      ...draft,
      keyIn: "editor",
    });
  });

  for (const agrees of [true, false]) {
    it(`that were not used can be forgotten, if the person ${agrees ? "agrees" : "wants"}`, async () => {
      const { run, ui, keys, disk, told } = withKeys();
      await assert.rejects(run("jira", "12 months", "Keep it in this editor"), isCancelled);
      ui.notifier.confirm = (question: Message) => {
        told.push(renderMessage(question));
        return Promise.resolve(agrees);
      };
      await assert.rejects(run("Forget an unused key"), isCancelled);
      assert.match(told.join(), /Forget the key of jira\?/);
      assert.deepEqual([keys.stored.length, disk.secrets.size], agrees ? [0, 0] : [1, 1]);
    });
  }

  it("of a plan that can be continued are neither told of nor offered for forgetting", async () => {
    const { ui, keys } = withKeys();
    await keys.keep(made);
    assert.equal(unusedKeys(ui).length, 1);
    const plan = { steps: [{ kind: "addCertificate", certificate: draft }] };
    const plans = { stopped: [{ plan }] } as unknown as Ui["plans"];
    assert.deepEqual(unusedKeys({ ...ui, plans }), []);
    await keys.assign([draft.thumbprint], "app");
    assert.deepEqual(unusedKeys(ui), []);
  });

  it("are uploaded without the key that lies beside them, which is said", async () => {
    const { run, plans, told } = world({ file: { hadPrivateKey: true } });
    editor.dialogPath = "/home/ada/jira.pem";
    editor.files.set("/home/ada/jira.pem", Buffer.from("x"));
    await run(uploadCertificate, "", "");
    assert.equal(plans.length, 1);
    assert.match(told.join(), /only the certificate is sent/);
  });

  const refusedFiles: readonly (readonly [string, Partial<CertificateFile>, RegExp])[] = [
    ["ended", { draft: { ...draft, endDateTime: "2026-11-21T11:59:59Z" } }, /has ended/],
    ["short", { keyBits: 1024 }, /1024 bits/],
    ["of another kind", { keyType: "ec" }, /RSA keys only/],
  ];
  for (const [what, file, sentence] of refusedFiles) {
    it(`are refused when they are ${what}`, async () => {
      const { run, plans, told } = world({ file });
      editor.dialogPath = "/a.cer";
      editor.files.set("/a.cer", Buffer.from("x"));
      await assert.rejects(run(uploadCertificate), isCancelled);
      assert.deepEqual(plans, []);
      assert.match(told.join(), sentence);
    });
  }

  it("are not read from a file that is too large", async () => {
    const { run, told } = world();
    editor.dialogPath = "/a.cer";
    editor.files.set("/a.cer", Buffer.alloc(65_537));
    await assert.rejects(run(uploadCertificate), isCancelled);
    assert.match(told.join(), /more than 64 KB/);
  });

  it("are not saved where no key is here", async () => {
    await assert.rejects(world().run(saveCertificate), problem("notHere"));
  });

  it("can be left by going back, within another series of questions", async () => {
    const { ui, happened } = world();
    editor.answers = ["Make a new one", "jira", "back", "back", "back"];
    const frame = { title: "Register", step: 4, totalSteps: 6, canGoBack: true };
    assert.equal(await makeOrChooseCertificate(ui, frame), back);
    assert.deepEqual([editor.answers, happened], [[], []]);
  });
});

it("Export Expiry Calendar says when there is nothing to export, and asks for no file", async () => {
  resetEditor();
  const { run, told } = world();
  await run(exportExpiryCalendar);
  assert.match(told.join(), /has been seen yet/);
});

for (const [what, facts, isWhole] of [
  ["of a whole list", {}, true],
  ["of one page", { hasMore: true }, false],
  ["of a search", { query: { view: "all", search: "jira" } }, false],
  ["of a list that was not loaded", { status: "signedOut" }, false],
] as const) {
  it(`Export Expiry Calendar says whether dates are missing: ${what}`, async () => {
    resetEditor();
    const { ui, told } = world();
    const registration = { ...aRegistration(), tenantId: "t", cloudId: "global", seenAt: "" };
    const { keyId, displayName, endDateTime } = old;
    const credential = { registration, what: "secret", keyId, displayName, endDateTime };
    const expiry = { state: "soon", days: 12 };
    ui.expiry.credentials = () => [{ ...credential, expiry } as unknown as WatchedCredential];
    const list = { ...ui.registrations.list, ...facts };
    editor.dialogPath = "/home/ada/ends.ics";
    const registrations = { list } as unknown as Ui["registrations"];
    await exportExpiryCalendar.run({ ...ui, registrations }, undefined);
    assert.match(told.join(), /^1 date was written to \/home\/ada\/ends.ics on ada-laptop\./);
    assert.equal(told.join().includes("are missing"), !isWhole);
  });
}
