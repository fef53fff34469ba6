import assert from "node:assert/strict";
import { resetEditor } from "../../support/fakes/fakeVscode";
import { message, renderMessage } from "../../../src/base/message";
import { tell } from "../../../src/ui/runPlan";

const told = (facts: Partial<Parameters<typeof tell>[0]>): string => {
  let said = "";
  tell({ step: 1, of: 3, words: message("Creating {0}", "jira"), ...facts }, (words) => {
    said = renderMessage(words);
  });
  return said;
};

describe("the progress of a plan", () => {
  beforeEach(resetEditor);

  it("says what a step waits for", () => {
    assert.equal(told({}), "Creating jira (1 of 3)");
    assert.equal(
      told({ waitingSeconds: 1.6 }),
      "Creating jira (1 of 3) · waiting until the directory knows it (2 s)",
    );
    assert.equal(
      told({ waitingSeconds: 2, forGraph: true }),
      "Creating jira (1 of 3) · waiting for Microsoft Graph (2 s)",
    );
  });
});
