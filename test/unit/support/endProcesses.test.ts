import assert from "node:assert/strict";
import { canBeAsked, isGroupLeft, killTree } from "../../support/killTree";
import { passSignals } from "../../support/passSignals.mjs";

describe("ending processes", () => {
  const calls: (readonly unknown[])[] = [];
  const system = (platform: NodeJS.Platform) => ({
    platform,
    kill: (...call: readonly unknown[]) => calls.push(["kill", ...call]),
    run: (...call: readonly unknown[]) => calls.push(["run", ...call]),
  });
  beforeEach(() => calls.splice(0));

  it("ends a group by its leader, and a tree on Windows by its root", () => {
    killTree(42, system("linux"));
    killTree(42, system("win32"));
    assert.deepEqual(calls, [
      ["kill", -42, "SIGKILL"],
      ["run", "taskkill", ["/pid", "42", "/T", "/F"]],
    ]);
  });

  it("asks nobody on Windows, where that would orphan the tree", () => {
    assert.equal(canBeAsked(system("linux")), true);
    assert.equal(canBeAsked(system("win32")), false);
  });

  it("sees a group as long as one of it lives, and none on Windows", () => {
    const gone = {
      ...system("linux"),
      kill: () => {
        throw new Error("ESRCH");
      },
    };
    assert.equal(isGroupLeft(42, system("linux")), true);
    assert.deepEqual(calls, [["kill", -42, 0]]);
    assert.equal(isGroupLeft(42, gone), false);
    assert.equal(isGroupLeft(42, system("win32")), false);
  });

  for (const [platform, passed] of [
    ["linux", ["SIGINT", "SIGTERM"]],
    ["win32", []],
  ] as const) {
    it(`passes ${passed.join(" and ") || "nothing"} on under ${platform}, and outlives Ctrl-C`, () => {
      const listeners = new Map<string, () => void>();
      const killed: unknown[] = [];
      const child = { kill: (signal?: unknown) => killed.push(signal) > 0 };
      passSignals(child, { platform, on: (signal, listener) => listeners.set(signal, listener) });
      assert.ok(listeners.has("SIGINT"));
      for (const listener of listeners.values()) listener();
      assert.deepEqual(killed, passed);
    });
  }
});
