import assert from "node:assert/strict";
import {
  closingLine,
  oneFailed,
  onePassed,
  oneSkipped,
  sumOf,
  withoutExcuses,
} from "../../support/suiteResult";

const total = sumOf([onePassed, onePassed, oneFailed, oneSkipped]);

describe("the results of suites", () => {
  it("close with one line, which names what was skipped only when something was", () => {
    assert.equal(closingLine(total), "2 passed, 1 failed, 1 skipped");
    assert.equal(closingLine(sumOf([onePassed])), "1 passed, 0 failed");
  });

  it("count what was skipped as failed where nothing may be skipped", () => {
    assert.equal(closingLine(withoutExcuses(total)), "2 passed, 2 failed");
  });
});
