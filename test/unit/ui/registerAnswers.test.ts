import assert from "node:assert/strict";
import { editor, resetEditor } from "../../support/fakes/fakeVscode";
import { countingIds } from "../../support/fakes/fakeSignIn";
import { isCancelled } from "../../../src/base/errors";
import { Failure } from "../../../src/core/failure";
import type { Plan } from "../../../src/core/registration/plan";
import { askRegistration } from "../../../src/ui/prompts/registerAnswers";

const clock = { now: () => new Date("2026-11-21T12:00:00Z"), delay: () => Promise.resolve() };

function ask(
  answers: readonly string[],
  problems: Failure[] = [],
  newId = countingIds("uuid"),
): Promise<Plan> {
  editor.answers = [...answers];
  return askRegistration({
    clock,
    newId,
    directory: "contoso",
    tellProblem: (failure) => problems.push(failure),
  });
}

describe("the questions of Register Mail App", () => {
  beforeEach(resetEditor);

  it("ask for the accounts before the name, whose length they limit", async () => {
    const name = "x".repeat(100);
    await assert.rejects(ask(["web app or server", "personal", name]), isCancelled);
    assert.deepEqual(editor.refused, ["At most 90 characters for these accounts; this has 100."]);
  });

  it("check the name again when the accounts are changed later", async () => {
    const name = "x".repeat(100);
    const answers = ["web app or server", "", name, "back", "back", "personal", ""];
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
    const answers = ["work account", "", "mail", "", "", "", "$(check)"];
    assert.equal((await ask(answers, problems, newId)).title, "mail");
    assert.deepEqual(problems, [unusable]);
    assert.equal(editor.asked.at(-2), "http://localhost");
  });

  it("lead to a plan", async () => {
    const plan = await ask(["work account", "", "mail", "", "", "$(check)"]);
    assert.equal(plan.title, "mail");
  });
});
