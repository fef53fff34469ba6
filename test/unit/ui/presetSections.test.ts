import assert from "node:assert/strict";
import { renderMessage } from "../../../src/base/message";
import { custom } from "../../../src/core/registration/presets/custom";
import { afterwardsMarkdown } from "../../../src/ui/reports/presetSections";

describe("what is left to do after a registration", () => {
  const language = { say: renderMessage, locale: "en" };

  it("holds a sign-in only where one is possible", () => {
    const signsIn = afterwardsMarkdown(custom, language, true).join("\n");
    const doesNot = afterwardsMarkdown(custom, language, false).join("\n");
    assert.match(signsIn, /1\. Sign in a mailbox with it/);
    assert.match(doesNot, /1\. With a work or school mailbox/);
    assert.ok(!doesNot.includes("Sign in a mailbox with it"));
  });
});
