import assert from "node:assert/strict";
import { CancelledError, isCancelled } from "../../../src/base/errors";
import { back, type Frame } from "../../../src/ui/prompts/frame";
import { runSteps, type Step } from "../../../src/ui/prompts/multiStep";

type Answers = Readonly<Record<string, string>>;

/** A step that plays the given answers one after another and notes what it was shown. */
function step(
  name: string,
  played: (string | typeof back)[],
  seen: string[],
  applies: (answers: Answers) => boolean = () => true,
): Step<Answers> {
  return {
    applies,
    ask: async (answers, { step: index, totalSteps, canGoBack }: Frame) => {
      seen.push(`${name} ${index}/${totalSteps} ${canGoBack ? "← " : ""}${answers[name] ?? "-"}`);
      const answer = played.shift();
      if (answer === undefined) throw new CancelledError();
      return answer === back ? back : { ...answers, [name]: answer };
    },
  };
}

describe("a series of questions", () => {
  it("asks one after another and returns all answers", async () => {
    const seen: string[] = [];
    const answers = await runSteps(
      "t",
      [step("preset", ["web"], seen), step("name", ["mail"], seen)],
      {},
    );
    assert.deepEqual(answers, { preset: "web", name: "mail" });
    assert.deepEqual(seen, ["preset 1/2 -", "name 2/2 ← -"]);
  });

  it("keeps answers when it goes back", async () => {
    const seen: string[] = [];
    await runSteps(
      "t",
      [
        step("preset", ["web", "web"], seen),
        step("name", ["mail", back, "mail2"], seen),
        step("end", [back, "create"], seen),
      ],
      {},
    );
    assert.deepEqual(seen, [
      "preset 1/3 -",
      "name 2/3 ← -",
      "end 3/3 ← -",
      "name 2/3 ← mail",
      "preset 1/3 web",
      "name 2/3 ← mail",
      "end 3/3 ← -",
    ]);
  });

  it("keeps what a step was told before it went back", async () => {
    const asked: string[] = [];
    const renames: Step<Answers> = {
      applies: () => true,
      ask: async (answers) =>
        answers["name"] === "mail2" ? answers : { backWith: { ...answers, name: "mail2" } },
    };
    const answers = await runSteps("t", [step("name", ["mail", "mail2"], asked), renames], {});
    assert.deepEqual(answers, { name: "mail2" });
    assert.deepEqual(asked, ["name 1/2 -", "name 1/2 mail2"]);
  });

  it("skips what earlier answers make pointless, forwards and back", async () => {
    const seen: string[] = [];
    await runSteps(
      "t",
      [
        step("preset", ["public", "public"], seen),
        step("secret", [], seen, ({ preset }) => preset === "web"),
        step("end", [back, "create"], seen),
      ],
      {},
    );
    assert.deepEqual(seen, ["preset 1/2 -", "end 2/2 ← -", "preset 1/2 public", "end 2/2 ← -"]);
  });

  it("shows no total with the question that decides how many follow", async () => {
    const seen: string[] = [];
    const deciding = { ...step("preset", ["web"], seen), decidesWhatFollows: true };
    await runSteps("t", [deciding, step("name", ["mail"], seen)], {});
    assert.deepEqual(seen, ["preset 1/undefined -", "name 2/2 ← -"]);
  });

  it("ends with a cancellation when a question is closed", async () => {
    await assert.rejects(runSteps("t", [step("preset", [], [])], {}), isCancelled);
  });
});
