import assert from "node:assert/strict";
import { mochaArguments } from "../../support/mochaSuite";

describe("the arguments of Mocha", () => {
  const suite = { files: ["a.test.ts"], testSeconds: 5, minutes: 1 };

  it("forbid a forgotten only in continuous integration", () => {
    assert.ok(mochaArguments(suite, { CI: "true" }, []).includes("--forbid-only"));
    assert.ok(!mochaArguments(suite, {}, []).includes("--forbid-only"));
  });

  it("run files side by side, unless one says otherwise", () => {
    const own = mochaArguments(suite, {}, ["--no-parallel"]);
    assert.ok(own.indexOf("--parallel") < own.indexOf("--no-parallel"));
    assert.ok(own.some((one) => /^--jobs=[1-4]$/.test(one)));
  });

  it("run files that share something one by one", () => {
    const own = mochaArguments({ ...suite, oneByOne: true }, {}, []);
    assert.ok(!own.some((one) => /parallel|jobs/.test(one)));
  });

  it("end with one's own and the files", () => {
    assert.deepEqual(mochaArguments(suite, {}, ["--grep=x"]).slice(-2), ["--grep=x", "a.test.ts"]);
  });
});
