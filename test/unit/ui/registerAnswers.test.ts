import assert from "node:assert/strict";
import { editor, resetEditor } from "../../support/fakes/fakeVscode";
import { countingIds } from "../../support/fakes/fakeSignIn";
import { aRegistration } from "../../support/builders";
import { CancelledError, isCancelled } from "../../../src/base/errors";
import { clouds } from "../../../src/core/cloud";
import { Failure } from "../../../src/core/failure";
import type { CertificateDraft, Plan } from "../../../src/core/registration/plan";
import { back, type Frame } from "../../../src/ui/prompts/frame";
import {
  askRegistration,
  type Asked,
  type RegisterPromptParts,
} from "../../../src/ui/prompts/registerAnswers";
import { askReview } from "../../../src/ui/prompts/registerReview";

const clock = { now: () => new Date("2026-11-21T12:00:00Z"), delay: () => Promise.resolve() };

const certificate: CertificateDraft = {
  displayName: "mail-service",
  der: "MIIB",
  thumbprint: "0A",
  startDateTime: "2026-11-21T12:00:00Z",
  endDateTime: "2027-11-21T12:00:00Z",
};

function ask(answers: readonly string[], parts: Partial<RegisterPromptParts> = {}): Promise<Asked> {
  editor.answers = [...answers];
  return askRegistration({
    title: "Register Mail App",
    clock,
    newId: countingIds("uuid"),
    cloud: clouds.global,
    askCertificate: () => Promise.resolve(certificate),
    sameName: () => Promise.resolve([]),
    review: (plan, frame) => askReview(plan, "contoso", frame),
    tellProblem: (failure) => assert.fail(failure),
    ...parts,
  });
}

async function planOf(
  answers: readonly string[],
  parts?: Partial<RegisterPromptParts>,
): Promise<Plan> {
  const asked = await ask(answers, parts);
  assert.ok(asked.kind === "plan");
  return asked.plan;
}

const kinds = ({ steps }: Plan): readonly string[] => steps.map(({ kind }) => kind);

function draftOf(plan: Plan) {
  const [create] = plan.steps;
  assert.ok(create?.kind === "createApplication");
  return create.draft;
}

const create = "$(check)";

describe("the questions of Register Mail App", () => {
  beforeEach(resetEditor);

  it("ask for the accounts before the name, whose length they limit", async () => {
    const name = "x".repeat(100);
    await assert.rejects(ask(["web app or server", "personal", name]), isCancelled);
    assert.deepEqual(editor.refused, ["At most 90 characters for these accounts; this has 100."]);
  });

  it("check the name again when the accounts are changed later", async () => {
    const name = "x".repeat(100);
    const answers = ["web app or server", "This directory", name, "back", "back", "personal", ""];
    await assert.rejects(ask(answers), isCancelled);
    assert.equal(editor.asked.length, 7);
    assert.equal(editor.refused.length, 1);
  });

  it("go back, telling why, when the answers cannot be planned", async () => {
    const problems: Failure[] = [];
    const ids = countingIds("uuid");
    const unusable = new Failure("input.invalid", "too long", { input: "displayName" });
    let tries = 0;
    const newId = (): string => {
      tries += 1;
      if (tries === 1) throw unusable;
      return ids();
    };
    const answers = ["work account", "", "mail", "", "", "", create];
    const tellProblem = (failure: Failure): void => void problems.push(failure);
    assert.equal((await planOf(answers, { newId, tellProblem })).title, "mail");
    assert.deepEqual(problems, [unusable]);
    assert.equal(editor.asked.at(-2), "http://localhost");
  });

  it("lead to a plan", async () => {
    const plan = await planOf(["work account", "", "mail", "", "", create]);
    assert.equal(plan.title, "mail");
  });

  it("need only Enter once a preset is chosen that knows all values", async () => {
    for (const preset of [
      "Outlook.com",
      "work account",
      "people who sign in",
      "A shared mailbox",
    ]) {
      const plan = await planOf([preset, "", "", "", "", create]);
      assert.deepEqual(kinds(plan), ["createApplication", "confirmApplication"]);
    }
    const plan = await planOf(["AEM Forms", "", "", "", "", "", "", create]);
    assert.equal(draftOf(plan).web?.implicitGrantSettings?.enableIdTokenIssuance, true);
  });

  it("can be closed at every step, and then nothing is planned", async () => {
    const answers = ["AEM Forms", "", "", "", "", "", "", create];
    for (let asked = 0; asked < answers.length; asked += 1) {
      await assert.rejects(ask(answers.slice(0, asked)), isCancelled);
    }
  });

  it("of an app without a user are about application permissions and a credential only", async () => {
    const plan = await planOf(["service without a user", "jobs", "", "365 days", create]);
    assert.deepEqual(kinds(plan), [
      "createApplication",
      "storeSecret",
      "confirmApplication",
      "ensureServicePrincipal",
    ]);
    assert.equal(draftOf(plan).passwordCredentials?.[0]?.displayName, "jobs");
    assert.ok(!editor.asked.includes("Who can sign in?"));
  });

  it("make or choose a certificate within the question about the credential", async () => {
    const frames: Frame[] = [];
    const askCertificate = (frame: Frame): Promise<CertificateDraft | typeof back> => {
      frames.push(frame);
      return Promise.resolve(frames.length === 1 ? back : certificate);
    };
    const plan = await planOf(
      ["service without a user", "", "", "Certificate", "Certificate", create],
      { askCertificate },
    );
    assert.deepEqual(plan.steps[1], { kind: "addCertificate", certificate });
    assert.deepEqual(
      frames.map(({ step, totalSteps, canGoBack }) => [step, totalSteps, canGoBack]),
      [
        [4, 5, true],
        [4, 5, true],
      ],
    );
  });

  it("end with the certificate's cancellation", async () => {
    await assert.rejects(
      ask(["service without a user", "", "", "Certificate"], {
        askCertificate: () => Promise.reject(new CancelledError()),
      }),
      isCancelled,
    );
  });

  it("about something else follow the platform: other redirect URIs, and no secret kept from before", async () => {
    const plan = await planOf([
      "Something else",
      "",
      "",
      "Web",
      "IMAP.AccessAsUser.All",
      "",
      "https://mail.test/cb",
      "Client secret for 90 days",
      "back",
      "Client secret for 180 days",
      create,
    ]);
    assert.deepEqual(draftOf(plan).web?.redirectUris, ["https://mail.test/cb"]);
    assert.equal(draftOf(plan).passwordCredentials?.[0]?.endDateTime, "2027-05-20T12:00:00Z");
  });

  it("about something else tell which answers do not go together", async () => {
    const problems: unknown[] = [];
    const answers = ["Something else", "", "", "No platform", "Mail.Read", "", "No secret"];
    const tellProblem = ({ facts }: Failure): void => void problems.push(facts["input"]);
    await assert.rejects(ask(answers, { tellProblem }), isCancelled);
    assert.deepEqual(problems, ["platform"]);
  });

  it("offer no personal accounts in a national cloud", async () => {
    await assert.rejects(ask(["work account"], { cloud: clouds.usGov }), isCancelled);
    assert.deepEqual(
      editor.offered.map(([label]) => label),
      ["This directory only", "Any Entra directory"],
    );
  });

  it("plan without a review where none is wanted", async () => {
    editor.answers = ["work account", "", "", "", ""];
    const asked = await askRegistration({
      title: "t",
      clock,
      newId: countingIds(),
      cloud: clouds.global,
      askCertificate: () => Promise.resolve(back),
      sameName: () => Promise.resolve([]),
      tellProblem: (failure) => assert.fail(failure),
    });
    assert.equal(asked.kind, "plan");
  });
});

describe("a name that is taken", () => {
  const taken = aRegistration({ displayName: "mail" });
  const sameName = (name: string): Promise<readonly (typeof taken)[]> =>
    Promise.resolve(name === "mail" ? [taken] : []);
  const upTo = ["work account", "", "mail", "", ""];

  beforeEach(resetEditor);

  it("can be chosen anew, and the plan has the new one", async () => {
    const plan = await planOf([...upTo, "another name", "mail-2", create], { sameName });
    assert.equal(draftOf(plan).displayName, "mail-2");
  });

  it("is asked about again when the new one is taken as well", async () => {
    const answers = [...upTo, "another name", "", "another name", "mail-3", create];
    assert.equal((await planOf(answers, { sameName })).title, "mail-3");
  });

  it("can be used twice all the same", async () => {
    assert.equal((await planOf([...upTo, "all the same", create], { sameName })).title, "mail");
  });

  it("can mean the registration that is there: nothing is planned", async () => {
    assert.deepEqual(await ask([...upTo, "the existing one"], { sameName }), {
      kind: "existing",
      registration: taken,
    });
  });

  it("leads back to the question before, or out", async () => {
    assert.equal(
      (await planOf([...upTo, "back", "", "all the same", create], { sameName })).title,
      "mail",
    );
    await assert.rejects(ask(upTo, { sameName }), isCancelled);
  });
});
