import assert from "node:assert/strict";
import { editor, resetEditor } from "../../support/fakes/fakeVscode";
import { type Message, renderMessage } from "../../../src/base/message";
import { Failure } from "../../../src/core/failure";
import type { JsonObject } from "../../../src/core/json";
import type { Plan } from "../../../src/core/registration/plan";
import { saveManifest } from "../../../src/ui/manifest/saveManifest";
import type { Ui } from "../../../src/ui/parts";
import { aRegistration } from "../../support/builders";
import { silentLog } from "../../support/fakes/fakeSignIn";

const registration = aRegistration();
const original: JsonObject = {
  displayName: "jira",
  notes: null,
  web: { redirectUris: [], homePageUrl: "https://jira.contoso.test" },
};
const edited = { ...original, web: { redirectUris: [], homePageUrl: null } };

function world(manifest: () => Promise<JsonObject>, refusal?: Failure) {
  const plans: Plan[] = [];
  const told: string[] = [];
  let refused = refusal;
  const ui = {
    registrations: {
      list: { account: { label: "ada" } },
      manifest,
    },
    plans: {
      apply: (plan: Plan) => {
        plans.push(plan);
        const now = refused;
        refused = undefined;
        return now === undefined ? Promise.resolve({}) : Promise.reject(now);
      },
    },
    directories: { current: undefined, nameOf: () => undefined },
    graphSignIn: { token: () => Promise.resolve({ accountLabel: "ada" }) },
    log: silentLog,
    redact: (text: string) => text.replaceAll("s3cret", "…"),
    notifier: {
      inform: (text: Message) => told.push(renderMessage(text)),
      failure: (error: Error) => told.push(error.message),
      choose: (_question: Message, _detail: Message, [, review]: readonly Message[]) =>
        Promise.resolve(review),
    },
  } as unknown as Ui;
  const save = (text: string): Promise<JsonObject> =>
    saveManifest(ui, { registration, original, changedAt: 0 }, text);
  return { save, plans, told };
}

const unreadable = (): Promise<JsonObject> =>
  Promise.reject(new Failure("graph.unreachable", "The network is gone."));

describe("saving a manifest", () => {
  beforeEach(resetEditor);

  it("ends with the manifest as the directory has it then", async () => {
    const { save } = world(() => Promise.resolve({ ...edited, notes: "theirs" }));
    editor.answers = ["$(check)"];
    assert.deepEqual(await save(JSON.stringify(edited)), { ...edited, notes: "theirs" });
  });

  it("is not said to have failed when only the reading afterwards did", async () => {
    const { save, plans, told } = world(unreadable);
    editor.answers = ["$(check)"];
    assert.deepEqual(await save(JSON.stringify(edited)), edited);
    assert.equal(plans.length, 1);
    assert.ok(!told.join().includes("The network is gone."));
  });

  it("starts the next change from theirs where somebody else was faster", async () => {
    const theirs = { ...original, notes: "theirs" };
    const reads = [() => Promise.resolve(theirs), unreadable];
    const { save, plans } = world(
      () => (reads.shift() ?? unreadable)(),
      new Failure("plan.changedMeanwhile", "Changed.", { properties: "web" }),
    );
    editor.answers = ["$(check)", "$(check)"];
    assert.deepEqual(await save(JSON.stringify(edited)), { ...edited, notes: "theirs" });
    assert.equal(plans.length, 2);
  });

  it("gives the reason once, with the words of the directory, and hides secrets in them", async () => {
    const refusal = new Failure("graph.badRequest", "400", {
      graphMessage: "Invalid value 's3cret' for 'signInAudience'.",
    });
    const { save, told } = world(unreadable, refusal);
    editor.answers = ["$(check)"];
    await assert.rejects(
      save(JSON.stringify(edited)),
      /refused the request\..*Invalid value '…' for 'signInAudience'.*your text is still here/,
    );
    assert.deepEqual(told, []);
  });

  it("fails when the review is closed, and says that the text is still there", async () => {
    const { save, plans } = world(unreadable);
    editor.answers = [];
    await assert.rejects(save(JSON.stringify(edited)), /not saved; your text is still here/);
    assert.deepEqual(plans, []);
  });
});
