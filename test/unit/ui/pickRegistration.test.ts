import assert from "node:assert/strict";
import { editor, resetEditor } from "../../support/fakes/fakeVscode";
import { isCancelled } from "../../../src/base/errors";
import { importedObjectId } from "../../../src/core/registration/imported";
import type { RegistrationSummary } from "../../../src/core/registration/registration";
import type { Ui } from "../../../src/ui/parts";
import { pickRegistration } from "../../../src/ui/prompts/pickRegistration";
import { aRegistration } from "../../support/builders";

const byHand = aRegistration({
  objectId: importedObjectId("app"),
  appId: "app",
  displayName: "by-hand",
});
const jira = aRegistration({ objectId: "jira", displayName: "jira" });

interface World {
  readonly imported: readonly RegistrationSummary[];
  /** Whether the values of secrets are here. */
  readonly stored: boolean;
  readonly view: "all" | "deleted";
  readonly status: string;
  /** What a load leaves, by how it was asked for. */
  readonly answers: Readonly<Record<string, "loaded" | "signedOut" | "failed">>;
}

function world(facts: Partial<World> = {}) {
  const { imported = [], view = "all", status = "unknown", answers = {}, stored = false } = facts;
  const loads: string[] = [];
  const told: string[] = [];
  const list = {
    status,
    query: { view },
    items: status === "loaded" ? [jira] : ([] as RegistrationSummary[]),
    account: { label: "ada", tenantId: "contoso" },
    failure: undefined as object | undefined,
  };
  const ui = {
    registrations: {
      list,
      load: (interaction: string) => {
        loads.push(interaction);
        list.status = answers[interaction] ?? "signedOut";
        if (list.status === "loaded") list.items = [jira];
        if (list.status === "failed") list.failure = {};
        return Promise.resolve();
      },
    },
    clientSecrets: { isStored: () => stored },
    remembered: { pinned: () => [], lastUsed: () => [] },
    imported: { all: imported.map((registration) => ({ registration })) },
    notifier: { finding: () => told.push("why") },
  } as unknown as Ui;
  return { ui, loads, told };
}

const labels = (): string[] => editor.offered.map(([label = ""]) => label);

describe("the choice of a registration", () => {
  beforeEach(resetEditor);

  it("shows the directory beside what was entered by hand, without asking for a sign-in", async () => {
    const { ui, loads } = world({ imported: [byHand], answers: { silent: "loaded" } });
    editor.answers = ["jira"];
    assert.equal((await pickRegistration(ui, "Rename")).objectId, "jira");
    assert.deepEqual(loads, ["silent"]);
    assert.ok(labels().includes("by-hand"));
  });

  it("shows one that was entered by hand and stands in the directory once", async () => {
    const again = { ...byHand, appId: jira.appId.toUpperCase() };
    const { ui } = world({ imported: [again], answers: { silent: "loaded" } });
    editor.answers = ["jira"];
    await pickRegistration(ui, "Rename");
    assert.ok(!labels().includes("by-hand"));
    const clientSecrets = [
      { keyId: "k", displayName: "", hint: "", startDateTime: undefined, endDateTime: "" },
    ];
    const withSecret = { ...again, clientSecrets };
    for (const stored of [false, true]) {
      const { ui: other } = world({ imported: [withSecret], status: "loaded", stored });
      editor.answers = ["jira"];
      await pickRegistration(other, "Rename");
      assert.equal(labels().includes("by-hand"), stored, "it alone can give that value");
    }
    assert.ok(!labels().some((label) => label.includes("Sign in")));
  });

  it("offers the sign-in where there is only what was entered by hand", async () => {
    const { ui, loads } = world({ imported: [byHand], answers: { prompt: "loaded" } });
    editor.answers = ["Sign in", "jira"];
    assert.equal((await pickRegistration(ui, "Rename")).objectId, "jira");
    assert.deepEqual(loads, ["silent", "prompt"]);
  });

  it("works without any directory for what was entered by hand", async () => {
    const { ui, told } = world({ imported: [byHand], answers: { silent: "failed" } });
    editor.answers = ["by-hand"];
    assert.equal((await pickRegistration(ui, "Sign In")).objectId, byHand.objectId);
    assert.deepEqual(told, []);
  });

  it("says why a sign-in that was chosen brought no list", async () => {
    const { ui, told } = world({ imported: [byHand], answers: { prompt: "failed" } });
    editor.answers = ["Sign in"];
    await assert.rejects(pickRegistration(ui, "Rename"), isCancelled);
    assert.deepEqual(told, ["why"]);
  });

  it("asks for the sign-in at once where nothing was entered by hand", async () => {
    const { ui, loads } = world({ answers: { prompt: "loaded" } });
    editor.answers = ["jira"];
    await pickRegistration(ui, "Rename");
    assert.deepEqual(loads, ["prompt"]);
  });

  it("never offers deleted registrations as if they lived", async () => {
    const { ui } = world({ status: "loaded", view: "deleted" });
    editor.answers = [];
    await assert.rejects(pickRegistration(ui, "Rename"), isCancelled);
    assert.ok(!labels().includes("jira"));
  });
});
