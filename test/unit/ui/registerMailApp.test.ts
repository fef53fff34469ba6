import assert from "node:assert/strict";
import { setImmediate } from "node:timers/promises";
import { editor, resetEditor } from "../../support/fakes/fakeVscode";
import { countingIds, globalSettings, silentLog } from "../../support/fakes/fakeSignIn";
import { aRegistration } from "../../support/builders";
import { CancelledError, isCancelled } from "../../../src/base/errors";
import { Redactor } from "../../../src/base/redact";
import { clouds } from "../../../src/core/cloud";
import { Failure } from "../../../src/core/failure";
import type { Plan } from "../../../src/core/registration/plan";
import type { RegistrationSummary } from "../../../src/core/registration/registration";
import { registerMailApp } from "../../../src/ui/commands/registerMailApp";
import { showCommandLines } from "../../../src/ui/commands/showCommandLines";
import { Notifier } from "../../../src/ui/notify";
import type { Ui } from "../../../src/ui/parts";

/** The commands with what they stand on, and what was done with it. */
class Desk {
  readonly applied: Plan[] = [];
  readonly madeFor: (readonly [appId: string, presetId: string])[] = [];
  readonly shown: { readonly kind: string; readonly name: string; readonly markdown: string }[] =
    [];
  signIns = 0;
  sameName: () => Promise<readonly RegistrationSummary[]> = () => Promise.resolve([]);
  /** What the directory says to the next plan instead of carrying it out. */
  refusal: Failure | undefined;
  cloud = clouds.global;

  get ui(): Ui {
    const parts = {
      clock: { now: () => new Date("2026-11-21T12:00:00Z"), delay: () => Promise.resolve() },
      newId: countingIds("uuid"),
      settings: { ...globalSettings, cloud: this.cloud },
      log: silentLog,
      notifier: new Notifier({ redact: (text) => text, log: silentLog }),
      directories: { current: undefined, nameOf: () => undefined },
      graphSignIn: {
        token: () => {
          this.signIns += 1;
          return Promise.resolve({ accountLabel: "ada", tenantId: "contoso-id" });
        },
      },
      documents: {
        show: (kind: string, name: string, markdown: string) => {
          this.shown.push({ kind, name, markdown });
          return Promise.resolve();
        },
      },
      remembered: {
        madeFor: (appId: string, presetId: string) => {
          this.madeFor.push([appId, presetId]);
          return Promise.resolve();
        },
      },
      certificates: { stored: [] },
      registrations: {
        list: { account: { tenantId: "contoso-id" } },
        tenantOf: () => "contoso-id",
        sameName: () => this.sameName(),
      },
      plans: {
        stopped: [],
        apply: (plan: Plan) => {
          const { refusal } = this;
          this.refusal = undefined;
          if (refusal !== undefined) return Promise.reject(refusal);
          this.applied.push(plan);
          return Promise.resolve({
            registration: aRegistration({ displayName: plan.title }),
            storedSecretKeyId: undefined,
          });
        },
      },
    };
    return parts as unknown as Ui;
  }
}

const workMail = ["work account", "", "mail", "", ""];

describe("Register Mail App", () => {
  beforeEach(resetEditor);

  it("applies the plan that was reviewed and shows what its preset leaves to do", async () => {
    const desk = new Desk();
    editor.answers = [...workMail, "$(check)"];
    await registerMailApp.run(desk.ui, undefined);
    assert.deepEqual(
      desk.applied.map(({ title, presetId }) => [title, presetId]),
      [["mail", "workMailClient"]],
    );
    assert.match(desk.shown[0]?.markdown ?? "", /## What is left to do/);
  });

  it("copies the plan as az commands from the review, which stays open", async () => {
    const desk = new Desk();
    editor.answers = [...workMail, "Copy as az", "$(check)"];
    await registerMailApp.run(desk.ui, undefined);
    const [copied = ""] = editor.copied;
    assert.match(copied, /^ids=\$\(az rest --method POST --url https:\/\/graph\.microsoft\.com/);
    assert.ok(!copied.includes("entra-mail:"));
    assert.match(editor.shown[0]?.text ?? "", /^Copied for sh, without a secret\./);
    assert.equal(desk.applied.length, 1);
  });

  it("copies it as an m365 command", async () => {
    const desk = new Desk();
    editor.answers = [...workMail, "Copy as m365"];
    await assert.rejects(async () => registerMailApp.run(desk.ui, undefined), isCancelled);
    assert.match(
      editor.copied[0] ?? "",
      /^m365 entra app add --name=mail --platform=publicClient /,
    );
    assert.deepEqual(desk.applied, []);
  });

  it("creates nothing where the existing registration is wanted, and leads to it", async () => {
    const desk = new Desk();
    desk.sameName = () => Promise.resolve([aRegistration({ displayName: "mail" })]);
    editor.answers = [...workMail, "the existing one"];
    editor.press = "Check Registration";
    await registerMailApp.run(desk.ui, undefined);
    await setImmediate();
    assert.deepEqual(desk.applied, []);
    assert.deepEqual(editor.executed, [["entraMail.checkRegistration", "object"]]);
  });

  it("keeps a name that was given at the end when it is gone back from the review", async () => {
    const desk = new Desk();
    editor.answers = [...workMail, "another name", "mail-2", "$(arrow-left)", "", "$(check)"];
    // Taken once: the new name is free.
    const taken = [[aRegistration({ displayName: "mail" })]];
    desk.sameName = () => Promise.resolve(taken.shift() ?? []);
    await registerMailApp.run(desk.ui, undefined);
    assert.deepEqual(
      desk.applied.map(({ title }) => title),
      ["mail-2"],
    );
  });

  it("says that nothing was created when the directory refuses, and takes other answers", async () => {
    const desk = new Desk();
    desk.refusal = new Failure("graph.badRequest", "400", {
      graphCode: "SignInAudienceNotAllowedAsPerAppPolicy",
    });
    editor.answers = [...workMail, "$(check)"];
    editor.press = "Change Answers…";
    await registerMailApp.run(desk.ui, undefined);
    editor.answers = ["", "", "mail-2", "", "", "$(check)"];
    // What explains the refusal is a bundle that is loaded at its first use; a busy machine takes its time
    const deadline = Date.now() + 5_000;
    while (desk.applied.length === 0 && Date.now() < deadline) await setImmediate();
    assert.match(
      editor.shown[0]?.text ?? "",
      /^This directory does not allow these.*Nothing was created\.$/,
    );
    assert.deepEqual(
      desk.applied.map(({ title, presetId }) => [title, presetId]),
      [["mail-2", "workMailClient"]],
    );
  });

  it("goes on when the name cannot be looked for, but not when that is cancelled", async () => {
    const desk = new Desk();
    desk.sameName = () => Promise.reject(new Failure("graph.unavailable", "503"));
    editor.answers = [...workMail, "$(check)"];
    await registerMailApp.run(desk.ui, undefined);
    assert.equal(desk.applied.length, 1);

    desk.sameName = () => Promise.reject(new CancelledError());
    editor.answers = [...workMail, "$(check)"];
    await assert.rejects(async () => registerMailApp.run(desk.ui, undefined), isCancelled);
    assert.equal(desk.applied.length, 1);
  });
});

describe("Register by Command Line or Portal", () => {
  beforeEach(resetEditor);

  it("asks without any sign-in and shows every way, with the import as the last step", async () => {
    const desk = new Desk();
    editor.answers = ["incoming mail", "", "mail'$(x)`y`", "", "https://jira.test/cb", ""];
    editor.press = "Import by Client ID…";
    await showCommandLines.run(desk.ui, undefined);
    await setImmediate();
    assert.equal(desk.signIns, 0);
    assert.deepEqual(desk.applied, []);
    assert.deepEqual(editor.executed, [["entraMail.importRegistration"]]);
    const [{ kind, markdown } = { kind: "", markdown: "" }] = desk.shown;
    assert.equal(kind, "command-lines");
    assert.match(
      markdown,
      /<https:\/\/entra\.microsoft\.com\/#view\/Microsoft_AAD_RegisteredApps\/ApplicationsListBlade>/,
    );
    assert.match(markdown, /\n2\. Name: `` mail'\$\(x\)`y` ``\n/);
    assert.match(markdown, /```sh\nids=\$\(az rest .*mail\\u0027\$\(x\)`y`/);
    assert.match(markdown, /```powershell\n\$body = New-TemporaryFile\n/);
    assert.match(markdown, /```sh\nm365 entra app add --name='mail'\\''\$\(x\)`y`'/);
    assert.match(markdown, /Import Registration by Client ID/);
    assert.match(markdown, /Keep User\.Read/);
    // Nothing in it looks like a credential
    assert.equal(new Redactor().redact(markdown), markdown);
  });

  it("keeps every fence closed, whatever the name is", async () => {
    const desk = new Desk();
    editor.answers = ["incoming mail", "", "```", "", "https://jira.test/cb", ""];
    await showCommandLines.run(desk.ui, undefined);
    const fences = (desk.shown[0]?.markdown ?? "").match(/^```.*$/gm) ?? [];
    assert.ok(fences.length > 0 && fences.length % 2 === 0);
    assert.ok(fences.every((fence, index) => (fence === "```") === (index % 2 === 1)));
  });

  it("says why m365 cannot do it, and tells of the cloud of az", async () => {
    const desk = new Desk();
    desk.cloud = clouds.usGov;
    editor.answers = workMail;
    await showCommandLines.run(desk.ui, undefined);
    const { markdown = "" } = desk.shown[0] ?? {};
    assert.match(markdown, /az cloud set/);
    assert.match(markdown, /use az here/);
    assert.match(markdown, /graph\.microsoft\.us/);
  });

  it("can be closed at every step, and then shows nothing", async () => {
    const desk = new Desk();
    for (let asked = 0; asked < workMail.length; asked += 1) {
      editor.answers = workMail.slice(0, asked);
      await assert.rejects(async () => showCommandLines.run(desk.ui, undefined), isCancelled);
    }
    assert.deepEqual(desk.shown, []);
  });
});
