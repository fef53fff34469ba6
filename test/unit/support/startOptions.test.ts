import assert from "node:assert/strict";
import { readStartOptions } from "../../support/startOptions";

describe("the options of npm start", () => {
  it("take the server build on Linux and the desktop build elsewhere", () => {
    assert.deepEqual(readStartOptions([], "linux"), { apps: 0, desktop: false, help: false });
    assert.equal(readStartOptions([], "darwin").desktop, true);
    assert.equal(readStartOptions([], "win32").desktop, true);
    assert.equal(readStartOptions(["--desktop"], "linux").desktop, true);
  });

  it("count registrations", () => {
    assert.equal(readStartOptions(["--apps", "10000"], "linux").apps, 10_000);
    assert.throws(() => readStartOptions(["--apps", "many"], "linux"), /asks for a number/);
    assert.throws(() => readStartOptions(["--apps", "-1"], "linux"));
  });

  it("refuse what they do not know", () => {
    assert.throws(() => readStartOptions(["--app"], "linux"), /--app/);
  });
});
