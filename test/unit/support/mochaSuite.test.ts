import assert from "node:assert/strict";
import { mochaArguments } from "../../support/mochaSuite";

describe("the arguments of Mocha", () => {
  const suite = { files: ["a.test.ts"], testSeconds: 5, minutes: 1 };

  it("forbid a forgotten only in continuous integration", () => {
    assert.ok(mochaArguments(suite, { CI: "true" }, []).includes("--forbid-only"));
    assert.ok(!mochaArguments(suite, {}, []).includes("--forbid-only"));
  });

  it("end with one's own and the files", () => {
    assert.deepEqual(mochaArguments(suite, {}, ["--grep=x"]).slice(-2), ["--grep=x", "a.test.ts"]);
  });
});
