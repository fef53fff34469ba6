import assert from "node:assert/strict";
import { editor, resetEditor } from "../../support/fakes/fakeVscode";
import { isCancelled } from "../../../src/base/errors";
import { type Message, renderMessage } from "../../../src/base/message";
import { Failure, isFailure } from "../../../src/core/failure";
import { planManagementApp } from "../../../src/core/management/managementApp";
import { beginJournal } from "../../../src/core/registration/journal";
import type { Plan } from "../../../src/core/registration/plan";
import { continuePlan } from "../../../src/ui/commands/continuePlan";
import { createManagementApp } from "../../../src/ui/commands/createManagementApp";
import type { Ui } from "../../../src/ui/parts";
import { aRegistration } from "../../support/builders";
import { FakeClock } from "../../support/fakes/fakeClock";
import { FakeManagementSignIn } from "../../support/fakes/fakeManagementSignIn";
import { countingIds, tenantId } from "../../support/fakes/fakeSignIn";

const registration = aRegistration({ displayName: "Entra Mail" });

function world(agree = true) {
  const graphSignIn = new FakeManagementSignIn();
  const applied: Plan[] = [];
  const asked: string[] = [];
  const ui = {
    graphSignIn,
    clock: new FakeClock(),
    newId: countingIds("marker"),
    registrations: {
      list: { failure: undefined },
      load: () => Promise.resolve(),
      signingIn: (work: () => Promise<void>) => work(),
    },
    plans: {
      apply: (plan: Plan) => {
        applied.push(plan);
        return Promise.resolve({ registration });
      },
    },
    directories: {
      nameOf: () => undefined,
      identify: () => Promise.resolve(),
      shallOfferApp: () => Promise.resolve(false),
    },
    notifier: {
      inform: () => undefined,
      confirm: (question: Message) => {
        asked.push(renderMessage(question));
        return Promise.resolve(agree);
      },
    },
  } as unknown as Ui;
  return { ui, graphSignIn, applied, asked };
}

const kinds = (plans: readonly Plan[]): readonly string[][] =>
  plans.map(({ steps }) => steps.map(({ kind }) => kind));

describe("Create Management App", () => {
  beforeEach(resetEditor);

  it("creates it, completes its redirect URIs, has it consented to, and uses it", async () => {
    const { ui, graphSignIn, applied, asked } = world();
    editor.answers = ["", "", "", "Grant admin consent now"];
    await createManagementApp.run(ui, undefined);
    assert.deepEqual(kinds(applied), [
      ["createApplication", "confirmApplication"],
      ["updateApplication"],
    ]);
    assert.deepEqual(editor.executed, [["entraMail.grantAdminConsent", registration.objectId]]);
    assert.deepEqual(asked, ["Sign in with Entra Mail from now on?"]);
    assert.deepEqual(graphSignIn.chosen, [`${registration.appId} in ${tenantId}`]);
    assert.equal(graphSignIn.target.method, "ownClient");
  });

  it("is finished after it stopped half-way and was continued", async () => {
    const { ui, graphSignIn, applied, asked } = world();
    const plan = planManagementApp({ displayName: "Entra Mail", optional: [] }, ui.newId);
    const directory = { tenantId, accountLabel: "ada" };
    const journal = beginJournal(plan, directory, "stopped", new Date("2026-11-21T12:00:00Z"));
    Object.assign(ui.plans, {
      stopped: [journal],
      resume: () => Promise.resolve({ registration, restsUntil: undefined }),
    });
    editor.answers = ["Grant admin consent now"];
    await continuePlan.run(ui, "stopped");
    assert.deepEqual(kinds(applied), [["updateApplication"]]);
    assert.equal(applied[0]?.purpose, plan.purpose);
    assert.deepEqual(editor.executed, [["entraMail.grantAdminConsent", registration.objectId]]);
    assert.deepEqual(asked, ["Sign in with Entra Mail from now on?"]);
    assert.deepEqual(graphSignIn.chosen, [`${registration.appId} in ${tenantId}`]);
  });

  it("leaves the settings alone when the person wants that", async () => {
    const { ui, graphSignIn } = world(false);
    editor.answers = ["", "", "", "Later"];
    await createManagementApp.run(ui, undefined);
    assert.deepEqual([editor.executed, graphSignIn.chosen], [[], []]);
  });

  it("asks nothing when the sign-in may not create registrations", async () => {
    const { ui, graphSignIn } = world();
    graphSignIn.answer = () => {
      throw new Failure("signIn.scopeMissing", "", { missing: "Application.ReadWrite.All" });
    };
    await assert.rejects(createManagementApp.run(ui, undefined), (error) =>
      isFailure(error, "signIn.scopeMissing"),
    );
    assert.deepEqual(editor.asked, []);
  });

  for (const answers of [[], [""], ["", ""]]) {
    it(`makes nothing when the person gives up after ${answers.length} answers`, async () => {
      const { ui, graphSignIn, applied } = world();
      editor.answers = [...answers];
      await assert.rejects(createManagementApp.run(ui, undefined), isCancelled);
      assert.deepEqual([applied, graphSignIn.chosen], [[], []]);
    });
  }
});
