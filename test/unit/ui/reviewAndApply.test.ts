import assert from "node:assert/strict";
import { setImmediate } from "node:timers/promises";
import { editor, resetEditor } from "../../support/fakes/fakeVscode";
import { CancelledError, isCancelled } from "../../../src/base/errors";
import { message } from "../../../src/base/message";
import { Failure } from "../../../src/core/failure";
import type { Plan } from "../../../src/core/registration/plan";
import { continuePlan } from "../../../src/ui/commands/continuePlan";
import { undoPlan } from "../../../src/ui/commands/undoPlan";
import { Notifier } from "../../../src/ui/notify";
import type { Ui } from "../../../src/ui/parts";
import { back } from "../../../src/ui/prompts/frame";
import { askReview } from "../../../src/ui/prompts/registerReview";
import { readRegistrationFor } from "../../../src/ui/readRegistration";
import { reviewAndApply } from "../../../src/ui/reviewAndApply";
import { PlanNode } from "../../../src/ui/views/planNode";
import { FakeManagementSignIn } from "../../support/fakes/fakeManagementSignIn";
import { silentLog, tenantId } from "../../support/fakes/fakeSignIn";
import {
  oldKeyId,
  objectId,
  planFor,
  updateStep,
  worldWithRegistration,
} from "../../support/planSamples";
import type { FakeWindow, RegistrationWorld } from "../../support/registrationWorld";

const rename = planFor("change", updateStep);

function uiOf(world: RegistrationWorld, window: FakeWindow): Ui {
  return {
    registrations: window.service,
    plans: window.plans,
    clientSecrets: window.clientSecrets,
    directories: { current: undefined, nameOf: () => undefined },
    graphSignIn: window.tokens,
    clock: world.clock,
    notifier: new Notifier({ redact: (text) => text, log: silentLog }),
  } as unknown as Ui;
}

interface Desk {
  readonly world: RegistrationWorld;
  readonly window: FakeWindow;
  readonly ui: Ui;
}

function desk(...gate: Parameters<RegistrationWorld["window"]>): Desk {
  const world = worldWithRegistration();
  const window = world.window(...gate);
  return { world, window, ui: uiOf(world, window) };
}

const nameOf = ({ tenant }: RegistrationWorld): string | undefined =>
  tenant.registrations[0]?.displayName;

const rowsOf = (): readonly string[] => editor.offered.map(([label = ""]) => label);

const rotation = (graceMilliseconds?: number): Plan =>
  planFor(
    "rotateSecret",
    { kind: "storeSecret", secret: { displayName: "new", endDateTime: "2027-11-21T00:00:00Z" } },
    { kind: "proveSecret" },
    { kind: "removeSecret", keyId: oldKeyId, displayName: "old", hint: "old", graceMilliseconds },
  );

const secrets = ({ tenant }: RegistrationWorld): readonly string[] =>
  tenant.registrations.flatMap(({ clientSecrets }) => clientSecrets.map((one) => one.displayName));

describe("a reviewed plan", () => {
  beforeEach(resetEditor);

  it("is shown in words, carried out with its verb, and told", async () => {
    const { world, ui } = desk();
    editor.answers = ["Save"];
    const applied = await reviewAndApply(ui, rename);
    assert.equal(applied.registration?.displayName, "jira 2");
    assert.deepEqual(rowsOf(), [
      'Name: "jira 2" instead of "jira"',
      "Web: add the redirect URI https://jira.test/c",
      "Web: remove the redirect URI https://jira.test/b",
      "Internal notes: for mail",
      "",
      "$(check) Save",
      "$(arrow-left) Cancel",
    ]);
    assert.deepEqual(editor.asked, ["Check and confirm. Nothing has been changed yet."]);
    assert.deepEqual(editor.shown, [{ text: "jira was changed.", titles: [] }]);
    assert.equal(nameOf(world), "jira 2");
  });

  it("is told in the caller's words, with what can be done next", async () => {
    const { ui } = desk();
    editor.answers = ["Save"];
    const button = { title: message("Sign In Mailbox"), run: resetEditor };
    await reviewAndApply(ui, rename, { done: message("Ready."), buttons: [button] });
    assert.deepEqual(editor.shown, [{ text: "Ready.", titles: ["Sign In Mailbox"] }]);
  });

  it("does nothing when the review is closed", async () => {
    const { world, ui } = desk();
    await assert.rejects(reviewAndApply(ui, rename), isCancelled);
    assert.deepEqual([nameOf(world), editor.shown], ["jira", []]);
  });

  it("is not shown when there is nothing to do", async () => {
    const { ui, window } = desk();
    await assert.rejects(reviewAndApply(ui, planFor("change")), isCancelled);
    assert.deepEqual([editor.asked, window.tokens.requests], [[], []]);
    assert.deepEqual(editor.shown, [{ text: "There is nothing to change.", titles: [] }]);
  });

  it("cannot draw icons or turn lines with a name", async () => {
    const { ui } = desk();
    const hostile = "$(trash) \u202egnp.exe\nDelete";
    const step = { ...updateStep, patch: { displayName: hostile }, before: { displayName: "a" } };
    await assert.rejects(reviewAndApply(ui, planFor("change", step)), isCancelled);
    assert.equal(rowsOf()[0], 'Name: "\\$(trash) gnp.exe Delete" instead of "a"');
  });

  it("that stops half-way can be continued or undone from the notification", async () => {
    const refusal = new Failure("graph.forbidden", "403", { status: 403 });
    const { ui, world, window } = desk(async (operation, effect) => {
      await Promise.resolve();
      if (operation === "consent.servicePrincipal") throw refusal;
      return effect();
    });
    editor.answers = ["Fix"];
    editor.press = "Undo";
    const plan = planFor("fix", updateStep, { kind: "ensureServicePrincipal" });
    await assert.rejects(reviewAndApply(ui, plan), isCancelled);
    // The explanation is loaded at its first use
    for (let turns = 0; editor.executed.length === 0 && turns < 100_000; turns += 1) {
      await setImmediate();
    }
    const [journal] = window.plans.stopped;
    assert.ok(journal);
    assert.deepEqual(editor.shown[0]?.titles.slice(0, 2), ["Continue", "Undo"]);
    assert.match(
      editor.shown[0]?.text ?? "",
      /^The change of jira is not finished\. Done: Saving the registration\. Not done yet: Preparing/,
    );
    assert.equal(
      new PlanNode(journal, world.clock).look().description,
      "not finished, next: Preparing the enterprise application",
    );
    assert.deepEqual(editor.executed, [["entraMail.undoPlan", journal.id]]);

    editor.press = "Undo";
    await undoPlan.run(ui, journal.id);
    assert.match(editor.shown[1]?.text ?? "", /Undo the change of jira\?/);
    assert.equal(editor.shown[2]?.text, "The change of jira was undone.");
    assert.equal(nameOf(world), "jira");
  });

  it("keeps the first lines of a long plan in sight: what leads on stands above them then", async () => {
    const notes = Array.from({ length: 20 }, (_, index) => message("note {0}", index));
    for (const [reviewNotes, first, last] of [
      [notes.slice(0, 3), /^Name: /, "$(arrow-left) Cancel"],
      [notes, /^\$\(check\) Save/, "note 19"],
    ] as const) {
      editor.answers = [""];
      assert.equal(
        await askReview({ ...rename, reviewNotes }, "ada", { title: "Change" }),
        "create",
      );
      assert.match(rowsOf()[0] ?? "", first);
      assert.equal(rowsOf().at(-1), last);
    }
  });

  it("runs what its extra rows offer and is shown again", async () => {
    let copied = 0;
    editor.answers = ["Copy as az", "Save"];
    const extra = {
      label: message("Copy as az commands"),
      icon: "copy",
      run: () => Promise.resolve((copied += 1)),
    };
    const answer = await askReview(rename, "ada", { title: "Change" }, [extra]);
    assert.deepEqual([answer, copied], ["create", 1]);
  });

  it("lets Enter carry out what can be changed back, and leave what takes something away", async () => {
    const removal = { kind: "removeSecret", keyId: "k", displayName: "old", hint: "abc" } as const;
    const enter = async (steps: Plan["steps"]): Promise<unknown> => {
      editor.answers = [""];
      return askReview({ ...rename, steps }, "ada", { title: "Change" });
    };
    assert.equal(await enter(rename.steps), "create");
    assert.equal(await enter([{ ...removal, graceMilliseconds: 1 }]), "create");
    assert.equal(await enter([removal]), back);
    assert.equal(await enter([...rename.steps, { kind: "deletePermanently" }]), back);
    assert.deepEqual(editor.offered.at(-1), ["$(arrow-left) Cancel", "taken"]);
  });
});

describe("a plan that rests", () => {
  beforeEach(resetEditor);
  const until = "2026-11-24T12:00:00.000Z";

  async function rested(): Promise<Desk & { readonly id: string }> {
    const all = desk();
    editor.answers = ["Rotate"];
    const { restsUntil } = await reviewAndApply(all.ui, rotation(3 * 86_400_000));
    assert.equal(restsUntil, until);
    const [journal] = all.window.plans.stopped;
    assert.ok(journal);
    return { ...all, id: journal.id };
  }
  it("says so, in the notification and in the tree", async () => {
    const { window, world } = await rested();
    assert.match(
      editor.shown[0]?.text ?? "",
      /^The client secret of jira was rotated\. The old client secret still works; it can be removed from Nov 24, 2026/,
    );
    const [journal] = window.plans.stopped;
    assert.ok(journal);
    const node = new PlanNode(journal, world.clock);
    const { label, description } = node.look();
    const icon = (): unknown => (node.look().iconPath as { id?: unknown } | undefined)?.id;
    assert.deepEqual(
      [label, description, icon()],
      ["jira: old client secret", "from Nov 24, 2026: remove old secret old", "watch"],
    );
    world.clock.advance(3 * 86_400_000);
    assert.equal(node.look().description, "remove old secret: old");
    assert.equal(icon(), "warning");
  });

  it("is finished sooner only when the person says so", async () => {
    const { ui, world, id } = await rested();
    editor.answers = [];
    await assert.rejects(async () => continuePlan.run(ui, id), isCancelled);
    assert.deepEqual(secrets(world), ["old", "new"]);
    editor.answers = ["Remove the client secret old now"];
    await continuePlan.run(ui, id);
    assert.deepEqual(secrets(world), ["new"]);
    assert.deepEqual(editor.shown.at(-1), {
      text: "The client secret of jira was rotated.",
      titles: ["Copy Client Secret"],
    });
  });

  it("is finished without a question when its time has come", async () => {
    const { ui, world, id } = await rested();
    world.clock.advance(3 * 86_400_000);
    editor.asked = [];
    await continuePlan.run(ui, id);
    assert.deepEqual([secrets(world), editor.asked], [["new"], []]);
  });
});

describe("a new secret that could not be proven", () => {
  beforeEach(resetEditor);

  it("is not told of as beside an old one that works, once that has ended by itself", async () => {
    const { ui, world, window } = desk();
    window.proof.verdicts.push({ kind: "open", aadsts: undefined, text: "" });
    editor.answers = ["Rotate"];
    await assert.rejects(reviewAndApply(ui, rotation(3 * 86_400_000)), isCancelled);
    // The old one ends on Dec 1
    world.clock.advance(20 * 86_400_000);
    editor.answers = ["Prove it again"];
    await continuePlan.run(ui, window.plans.stopped[0]?.id);
    assert.match(
      editor.shown.at(-1)?.text ?? "",
      /was rotated\. The old client secret has ended; it can be removed from Dec 14, 2026/,
    );
    assert.deepEqual(secrets(world), ["old", "new"]);
  });

  for (const [answer, rest] of [
    ["Prove it again", ["old", "new"]],
    ["Continue without the proof", ["new"]],
  ] as const) {
    it(`leaves the choice: ${answer}`, async () => {
      const { ui, world, window } = desk();
      const open = { kind: "open", aadsts: undefined, text: "" } as const;
      window.proof.verdicts.push(open, open);
      editor.answers = ["Rotate"];
      await assert.rejects(reviewAndApply(ui, rotation()), isCancelled);
      editor.answers = [answer];
      await Promise.resolve(continuePlan.run(ui, window.plans.stopped[0]?.id)).catch(
        (error: unknown) => assert.ok(isCancelled(error)),
      );
      assert.deepEqual(
        world.tenant.registrations.flatMap(({ clientSecrets }) =>
          clientSecrets.map((one) => one.displayName),
        ),
        rest,
      );
    });
  }
});

const seenIn = (ui: Ui, seen: string | undefined): Ui =>
  ({ ...ui, expiry: { directoryOf: () => seen } }) as unknown as Ui;

describe("the registration a command was called on", () => {
  beforeEach(resetEditor);

  it("is read in the directory it was seen in, which is not always the one in use", async () => {
    const signIn = new FakeManagementSignIn();
    const { ui, window } = desk();
    const loads: string[] = [];
    const elsewhere = {
      ...seenIn(ui, "fabrikam"),
      graphSignIn: signIn,
      registrations: Object.assign(window.service, {
        load: (interaction: string) => Promise.resolve(void loads.push(interaction)),
      }),
      directories: {
        identify: () => Promise.resolve(),
        shallOfferApp: () => Promise.resolve(false),
      },
    } as unknown as Ui;
    await readRegistrationFor(elsewhere, objectId, "Rotate");
    assert.deepEqual([signIn.chosen, loads], [["fabrikam"], ["prompt"]]);
    await readRegistrationFor(seenIn(elsewhere, tenantId), objectId, "Rotate");
    assert.deepEqual([signIn.chosen.length, loads.length], [1, 1], "the one in use");
    signIn.answer = () => {
      throw new CancelledError();
    };
    await assert.rejects(readRegistrationFor(elsewhere, objectId, "Rotate"), isCancelled);
  });

  it("is read fresh, by its row or by its id", async () => {
    const { ui: bare, window } = desk();
    const ui = seenIn(bare, undefined);
    const registration = await readRegistrationFor(ui, objectId, "Rename");
    await readRegistrationFor(ui, { look: () => undefined, registration }, "Rename");
    assert.equal(registration.displayName, "jira");
    assert.deepEqual(window.directory.calls, ["get", "get"]);
  });
});
